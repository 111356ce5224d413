using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>Rejections that several commands share.</summary>
internal static class Rejections
{
    public static Rejection CaseNotFound { get; } = new(RejectionKind.NotFound, "case.not_found", new LocalText("没有这个办件。", "There is no such case."));

    public static Rejection InvalidState(CaseCommand command, CaseState state) => new(
        RejectionKind.InvalidState,
        "case.invalid_state",
        new LocalText($"办件处于“{PhaseNames.Of(state).Zh}”，不能执行 {command.Name}。", $"Expected to {command.Name}, but the case is in phase {PhaseNames.Of(state).En}."));

    public static Rejection Invalid(string code, string zh, string en, string? legalBasis = null, string? pointer = null) => new(
        RejectionKind.InvalidArgument, code, new LocalText(zh, en), legalBasis, pointer is null ? default : [new FieldError("$" + pointer.Replace('/', '.'), code, new LocalText(zh, en))]);
}
