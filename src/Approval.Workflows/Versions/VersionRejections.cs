using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Linting;

namespace Approval.Workflows.Versions;

/// <summary>Why a version is not published, retired or applied. Nothing is stored then.</summary>
public static class VersionRejections
{
    private const string Art30 = "行政许可法第三十条";

    public static Rejection DraftNotFound { get; } = new(
        RejectionKind.NotFound, "draft.not_found", new LocalText("没有这份草案。", "There is no such draft."));

    public static Rejection DraftPublished(string code, int version) => new(
        RejectionKind.InvalidState, "draft.published", new LocalText($"该草案已发布为 {code} 第{version}版，不得再改。", $"The draft has been published as {code} version {version} and stays as it is."));

    public static Rejection DraftStale(int expected, int actual) => new(
        RejectionKind.Stale, "draft.stale_revision", new LocalText($"草案已改为第{actual}稿，您看到的是第{expected}稿。", $"The draft is at revision {actual}; you saw revision {expected}."));

    public static Rejection NotCompetent(Actor actor) => new(
        RejectionKind.Forbidden, "procedure.role_not_competent", new LocalText($"{actor.Name} 无权发布事项。", $"{actor.Name} has no role that may publish a procedure."));

    public static Rejection ReasonMissing { get; } = Field(
        "procedure.reason_missing", "$.reason", "发布或停办事项应当说明理由。", "Publishing or retiring a version needs a reason.");

    /// <summary>Every error of the linter with its place; warnings and notices do not keep a version from being published.</summary>
    public static Rejection Refused(IReadOnlyCollection<LintFinding> findings) => new(
        RejectionKind.InvalidArgument,
        "procedure.refused",
        new LocalText($"草案有{findings.Count}处错误，不能发布。", $"The draft cannot be published: {findings.Count} errors."),
        Art30,
        [.. findings.Select(finding => new FieldError(finding.Path, "procedure.finding", new LocalText(finding.Reason, finding.Reason)))]);

    public static Rejection VersionOutOfOrder(string code, int expected, int given) => Field(
        "procedure.version_out_of_order", "$.version", $"{code} 的下一版应为第{expected}版，草案写的是第{given}版。", $"The next version of {code} is {expected}, but the draft says {given}.");

    public static Rejection DayInPast(string pointer) => Field(
        "procedure.day_in_past", pointer, "起始日期不得早于今天：已经收件的办件适用收件时的版本。", "The first day may not be before today: cases keep the version they were received under.");

    public static Rejection ChangedMeanwhile { get; } = new(
        RejectionKind.Conflict, "procedure.changed_meanwhile", new LocalText("审核期间规则已经变动，请重新检查后发布。", "The rules have changed meanwhile; lint the draft again and publish it then."));

    public static Rejection VersionNotFound(string code, int version) => new(
        RejectionKind.NotFound, "procedure.version_not_found", new LocalText($"没有 {code} 第{version}版。", $"There is no version {version} of {code}."));

    public static Rejection AlreadyRetired(string code, int version, DateOnly from) => new(
        RejectionKind.InvalidState, "procedure.already_retired", new LocalText($"{code} 第{version}版已定于{from:yyyy-MM-dd}停办。", $"Version {version} of {code} is retired from {from:yyyy-MM-dd} on."));

    /// <summary>An intake on a day on which no version of the procedure takes new cases.</summary>
    public static Rejection TakesNoCases(string code) => new(
        RejectionKind.InvalidArgument,
        "procedure.retired",
        new LocalText($"事项 {code} 自公布之日起不再受理新的申请。", $"{code} takes no new applications on this day."),
        Art30,
        [new FieldError("$.procedure", "procedure.retired", new LocalText("该事项不再收件。", "The procedure takes no new applications."))]);

    private static Rejection Field(string code, string path, string zh, string en) =>
        new(RejectionKind.InvalidArgument, code, new LocalText(zh, en), null, [new FieldError(path, code, new LocalText(zh, en))]);
}
