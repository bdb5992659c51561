import json
import time

import pytest
from hypothesis import HealthCheck, given, settings

from tests.convening.strategies import convenings
from toolkit.convening.exercise import Exercise
from toolkit.convening.file import FileError, dump, load, read, schema, write, write_json
from toolkit.convening.model import Convening

slow_data = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def said(text: str) -> str:
    with pytest.raises(FileError) as refused:
        read(text, "my.yaml")
    return str(refused.value)


@slow_data
@given(convenings())
def test_what_is_written_reads_back_the_same(convening: Convening) -> None:
    text = write(convening)
    assert read(text) == convening
    assert write(read(text)) == text


@slow_data
@given(convenings())
def test_what_is_written_as_json_reads_back_the_same(convening: Convening) -> None:
    text = write_json(convening)
    assert read(text) == convening
    assert json.loads(text) == dump(convening)
