"""Which of numba's passes a rule needs."""

from __future__ import annotations

from typing import Any

from numba.core import compiler, compiler_machinery, typed_passes, untyped_passes

_NOT_FOR_RULES = (
    untyped_passes.WithLifting,
    untyped_passes.InlineClosureLikes,
    untyped_passes.RewriteSemanticConstants,
    untyped_passes.DeadBranchPrune,
    untyped_passes.RewriteDynamicRaises,
    untyped_passes.MakeFunctionToJitFunction,
    untyped_passes.InlineInlinables,
    untyped_passes.FindLiterallyCalls,
    untyped_passes.LiteralUnroll,
    untyped_passes.LiteralPropagationSubPipelinePass,
    typed_passes.InlineOverloads,
    typed_passes.NopythonRewrites,
    typed_passes.NoPythonSupportedFeatureValidation,
    typed_passes.DumpParforDiagnostics,
)


class RuleCompiler(compiler.CompilerBase):
    """Numba's compiler, less the passes for what no rule has.

    Rules have no closures, context managers, exceptions, comprehensions, or arithmetic of whole
    arrays, and nothing is inlined before LLVM does it.
    """

    def define_pipelines(self) -> list[Any]:
        """One list of passes."""
        passes = compiler.DefaultPassBuilder.define_nopython_pipeline(self.state)
        kept = [one for one in passes.passes if one[0] not in _NOT_FOR_RULES]
        manager = compiler_machinery.PassManager("rules")
        manager.passes.extend(kept)
        manager.finalize()
        return [manager]
