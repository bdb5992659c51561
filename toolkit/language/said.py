"""Errors that can be said in the language of whoever caused them."""

from toolkit.language.speech import Language


class SaidError(Exception):
    """One full sentence: what is wrong, where, what to do. `str()` is the sentence in English; `say` says it in a language.

    The message is marked with N_ where the error is raised.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values

    def say(self, say: Language) -> str:
        return say(self.message, **{key: each.say(say) if isinstance(each, SaidError) else each for key, each in self.values.items()})
