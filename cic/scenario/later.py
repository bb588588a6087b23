"""Types of values that pydantic prepares to read when the first of them is read."""

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationInfo
from pydantic_core import CoreSchema, core_schema


class Later:
    """Stands in `Annotated` beside a type that many places share, or that few scenarios use.

    Pydantic prepares every field of a model before it reads the first, and each field anew: most of
    the time that checking a small scenario takes. What is marked so is prepared once for all
    places, and only if a scenario has it. It says the same of the same values.
    """

    def __init__(self, *metadata: object) -> None:
        self._metadata = metadata
        self._readers: dict[Any, TypeAdapter[Any]] = {}

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """As pydantic asks for it."""

        def read(value: object, info: ValidationInfo) -> object:
            if source not in self._readers:
                kind: Any = Annotated[source, *self._metadata] if self._metadata else source
                self._readers[source] = TypeAdapter(kind)
            return self._readers[source].validate_python(value, context=info.context)

        return core_schema.with_info_plain_validator_function(read)
