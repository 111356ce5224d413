namespace Approval.Engine.Procedures.Rules;

internal static class SuccessionRules
{
    public static IEnumerable<Breach> AnotherProcedure(Procedure procedure) =>
        procedure.Successor is { } successor && successor.Procedure == procedure.Code
            ? [new Breach("$.successor.procedure", $"Expected another procedure than {procedure.Code} itself.")]
            : [];
}
