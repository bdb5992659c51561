"""What every part of the model is made of: frozen things that log nothing they hold, whom a text is cut for, the name of a picture."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Audience = Literal["public", "participants", "facilitators", "organisers"]
AUDIENCES: tuple[Audience, ...] = ("public", "participants", "facilitators", "organisers")
"""From the widest to the narrowest circle."""
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00-\x1f:]{1,120}$")]


class Frozen(BaseModel):
    # A fault of ours is logged, and what it found may be a name.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)
