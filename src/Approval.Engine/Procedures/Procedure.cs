using System.Collections.Immutable;
using Approval.Engine.Offices;

namespace Approval.Engine.Procedures;

/// <summary>
/// One version of a 事项 as published under art 30 of the Licensing Law. Immutable: a case pins the version it was received under.
/// </summary>
public sealed record Procedure
{
    /// <summary>Stable code, RF-01 and so on.</summary>
    public required string Code { get; init; }

    /// <summary>Counts from 1; a published version never changes.</summary>
    public required int Version { get; init; }

    public required LocalText Name { get; init; }

    public required ProcedureKind Kind { get; init; }

    /// <summary>承诺件 runs through a chain; 即办件 is decided at the window.</summary>
    public required HandlingType Handling { get; init; }

    /// <summary>Levels of office that may handle it.</summary>
    public required ImmutableArray<OfficeLevel> Levels { get; init; }

    /// <summary>依据 (art 30).</summary>
    public required ImmutableArray<LegalBasis> LegalBases { get; init; }

    /// <summary>条件 (art 30).</summary>
    public required ImmutableArray<string> Conditions { get; init; }

    /// <summary>数量 (art 30): a number limit, or the statement that there is none.</summary>
    public required string Quantity { get; init; }

    /// <summary>程序 (art 30): the way in words for the public guide.</summary>
    public required ImmutableArray<string> Course { get; init; }

    /// <summary>全部材料目录 (art 30). A correction notice may cite only these (art 31).</summary>
    public required ImmutableArray<Material> Materials { get; init; }

    /// <summary>Fields of the application form (申请书).</summary>
    public required ImmutableArray<FormField> Form { get; init; }

    /// <summary>期限 (art 30).</summary>
    public required Limits Limits { get; init; }

    /// <summary>Shorter promises, or another statutory limit, that hold for a place or a class of project.</summary>
    public required ImmutableArray<LocalLimits> LocalLimits { get; init; }

    public required ImmutableArray<Fee> Fees { get; init; }

    public required ImmutableArray<ResultDocument> Results { get; init; }

    public required Chain Chain { get; init; }

    /// <summary>Roles that may sign the determination.</summary>
    public required ImmutableArray<string> DecisionRoles { get; init; }

    /// <summary>Special procedures whose time does not count (art 45, and what a local rule adds). Empty: none.</summary>
    public required ImmutableArray<SuspensionRule> Suspensions { get; init; }

    /// <summary>听证 (art 46-48), or null where the procedure knows only time that does not count.</summary>
    public HearingRule? Hearing { get; init; }

    /// <summary>The one extension (art 42), or null where there is none.</summary>
    public ExtensionRule? Extension { get; init; }

    /// <summary>Who may enter acts late, and how far back.</summary>
    public required BackdatingRule Backdating { get; init; }

    /// <summary>When the lamp turns yellow.</summary>
    public required WarningRule Warning { get; init; }

    /// <summary>The event from which the promise and the statutory limit count.</summary>
    public ClocksFrom ClocksFrom { get; init; } = ClocksFrom.Acceptance;

    /// <summary>Whether more may be asked for during review, and what that does to the promise; null where it may not.</summary>
    public ReviewCorrectionRule? ReviewCorrection { get; init; }

    /// <summary>Whether an application is about a project (建设项目); a request for information is about none.</summary>
    public bool NeedsProject { get; init; } = true;

    /// <summary>Whom the supervision cards go to.</summary>
    public CardRules Cards { get; init; } = CardRules.Default;

    /// <summary>示范文本 (art 30): a complete example application, the body of an intake request, as JSON text.</summary>
    public required string Example { get; init; }

    /// <summary>The procedure that is applied for instead, and from when; null while this one is applied for.</summary>
    public Succession? Successor { get; init; }

    /// <summary>Only administrative licences get the licence articles (42, 44, 45, 50); 优化营商环境条例 art 40 forbids running others as licences.</summary>
    public bool IsLicence => Kind == ProcedureKind.Licence;

    /// <summary>
    /// The limits of a case of this office received on this day: the strictest promise that applies, and the statutory
    /// limit of the most specific local rule, the newest where two are as specific. That the promise is never longer
    /// than the law, whatever the office, class and day, is proved when the procedure is read.
    /// </summary>
    public Limits LimitsFor(Office office, ProjectClass projectClass, DateOnly receivedOn)
    {
        var binding = LocalLimits
            .Where(rule => rule.EffectiveFrom <= receivedOn
                && (rule.Division is null || office.IsWithin(rule.Division))
                && (rule.ProjectClass is null || rule.ProjectClass == projectClass))
            .ToList();
        var promised = binding.Select(rule => rule.Promised).OfType<TimeLimit>().Append(Limits.Promised).MinBy(limit => limit.Reach)!;
        var statutory = binding
            .Where(rule => rule.Statutory is not null)
            .OrderBy(rule => rule.Division?.TrimEnd('0').Length ?? 0)
            .ThenBy(rule => rule.EffectiveFrom)
            .LastOrDefault()?.Statutory ?? Limits.Statutory;
        return Limits with { Promised = promised, Statutory = statutory };
    }
}

/// <summary>Chinese is the text of the law; English is for readers abroad.</summary>
public sealed record LocalText(string Zh, string En);

/// <summary>What the matter is in law. The kind decides which articles apply.</summary>
public enum ProcedureKind
{
    /// <summary>行政许可</summary>
    Licence,

    /// <summary>备案</summary>
    Filing,

    /// <summary>登记</summary>
    Registration,

    /// <summary>征收</summary>
    Levy,

    /// <summary>审查 inside another permit</summary>
    Review,

    /// <summary>专项处置</summary>
    Disposition,

    /// <summary>政府信息公开</summary>
    Disclosure,

    /// <summary>其他行政权力</summary>
    Other,
}

/// <summary>办件类型.</summary>
public enum HandlingType
{
    /// <summary>承诺件</summary>
    Promise,

    /// <summary>即办件</summary>
    OnTheSpot,
}

/// <summary>行使层级.</summary>
public enum OfficeLevel
{
    Province,
    City,
    County,
}

/// <summary>One act and article that the procedure rests on.</summary>
public sealed record LegalBasis(string Document, string Article, string? Summary);

/// <summary>One entry of the published list of materials.</summary>
/// <param name="Code">Stable within the procedure.</param>
/// <param name="Required">Whether an application without it is incomplete.</param>
/// <param name="Original">原件 or 复印件, number of copies and what else the clerk checks.</param>
/// <param name="Source">来源渠道: the applicant, another office, an intermediary.</param>
/// <param name="Standard">受理标准.</param>
/// <param name="Deferrable">容缺: may follow after acceptance.</param>
public sealed record Material(string Code, LocalText Name, bool Required, string? Original, string? Source, string? Standard, bool Deferrable, string? LegalBasis);

public sealed record Fee(string Name, string Standard, string LegalBasis, bool Reducible);

/// <summary>结果文书.</summary>
public sealed record ResultDocument(string Code, string Name, string Type);
