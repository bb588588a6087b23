"""How a validator says no: in words, with the code and the field of the finding."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def refuse(what: str, *, code: str = "CIC106", at: str = "", remedy: str = "") -> ValueError:
    """The error for a validator to raise; its finding has this code and stands at that field."""
    context = {"what": what, "code": code, "at": at, "remedy": remedy}
    return PydanticCustomError("refused", "{what}", context)
