"""Types of values that are defined, and that pydantic prepares to read, when the first is read."""

from importlib import import_module
from typing import Annotated, Any, get_origin

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationInfo
from pydantic_core import CoreSchema, core_schema


class Later:
    """Stands in `Annotated` beside a type that many places share, or that few scenarios use.

    Pydantic prepares every field of a model before it reads the first, and each field anew: most of
    the time that checking a small scenario takes. What is marked so is prepared once for all
    places, and only if a scenario has it. It says the same of the same values.

    Parameters
    ----------
    metadata
        What else is said of the type, once it is prepared.
    there
        Where the type is defined, as `module:name`, if it stands elsewhere; its module is imported
        only when the first such value is read.
    """

    def __init__(self, *metadata: object, there: str = "") -> None:
        self._metadata = metadata
        self._there = there
        self._readers: dict[Any, TypeAdapter[Any]] = {}

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """As pydantic asks for it."""

        def read(value: object, info: ValidationInfo) -> object:
            if source not in self._readers:
                kind = self.of(source)
                if self._metadata:
                    kind = Annotated[kind, *self._metadata]
                self._readers[source] = TypeAdapter(kind)
            return self._readers[source].validate_python(value, context=info.context)

        return core_schema.with_info_plain_validator_function(read)

    @property
    def elsewhere(self) -> bool:
        """Whether the type is defined where it says, and not beside it."""
        return bool(self._there)

    def of(self, kind: Any) -> Any:  # noqa: ANN401 - an annotation
        """The type beside which it stands, or for which."""
        if not self._there:
            return kind
        module, _, name = self._there.partition(":")
        return getattr(import_module(module), name)


def rare(there: str) -> Any:  # noqa: ANN401 - an annotation
    """The type `module:name` of a part that few scenarios have, imported when it is read.

    Defining the models of all parts took a tenth of the time of checking a small scenario. Type
    checkers are shown the type itself, by an import under `TYPE_CHECKING`.
    """
    return Annotated[Any, Later(there=there)]


def defined(kind: Any) -> Any:  # noqa: ANN401 - an annotation
    """An annotation, with the type itself where that of a rare part stands.

    Examples
    --------
    >>> defined(rare("cic.scenario.bots:Bot"))
    <class 'cic.scenario.bots.Bot'>
    """
    if get_origin(kind) is not Annotated:
        return kind
    found, others = kind.__origin__, []
    for item in kind.__metadata__:
        if isinstance(item, Later) and item.elsewhere:
            found = item.of(found)
        else:
            others.append(item)
    return Annotated[found, *others] if others else found
