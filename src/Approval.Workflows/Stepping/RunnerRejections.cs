using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Stepping;

/// <summary>Rejections that only the write path can give.</summary>
public static class RunnerRejections
{
    public static Rejection CaseNotFound { get; } = new(RejectionKind.NotFound, "case.not_found", new LocalText("没有这个办件。", "There is no such case."));

    public static Rejection CaseExists { get; } = new(RejectionKind.Conflict, "case.exists", new LocalText("该办件已经存在。", "The case exists already."));

    public static Rejection ProcedureUnknown(string code) => new(
        RejectionKind.InvalidArgument, "procedure.unknown", new LocalText($"没有事项“{code}”。", $"There is no procedure '{code}'."));

    public static Rejection OfficeUnknown(string code) => new(
        RejectionKind.InvalidArgument, "office.unknown", new LocalText($"没有机关“{code}”。", $"There is no office '{code}'."));

    public static Rejection KeyReused { get; } = new(
        RejectionKind.InvalidArgument,
        "idempotency.key_reused",
        new LocalText("该 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for another request."));

    public static Rejection RightsChanged { get; } = new(
        RejectionKind.Forbidden,
        "access.rights_changed",
        new LocalText("您的账号或权限刚刚变更，本次操作未执行，请重新登录。", "Your account or rights have just changed; nothing was done. Sign in again."));

    public static Rejection Stale(int expected, int actual) => new(
        RejectionKind.Stale,
        "case.stale_version",
        new LocalText($"办件已更新为第{actual}版，您看到的是第{expected}版。", $"The case is at version {actual}; you saw version {expected}."));
}
