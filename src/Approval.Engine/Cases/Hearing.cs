using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Cases;

/// <summary>听证 (行政许可法 art 46-48), as far as later acts depend on it.</summary>
/// <param name="Parties">Those told of the right; empty for a hearing the office holds of its own accord.</param>
public sealed record Hearing(HearingStatus Status, HearingGround Ground, ImmutableArray<HearingParty> Parties)
{
    /// <summary>When it is to be held; null before the notice.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Place { get; init; }

    public Officer? Chair { get; init; }

    /// <summary>听证笔录: its number once it was held. The determination names it (art 48).</summary>
    public string? Record { get; init; }

    /// <summary>Something is still owed to the parties: no determination may be made.</summary>
    [JsonIgnore]
    public bool IsPending => Status is HearingStatus.Told or HearingStatus.Announced or HearingStatus.Requested or HearingStatus.Scheduled;
}

public enum HearingStatus
{
    /// <summary>已告知: the parties may ask.</summary>
    Told,

    /// <summary>已公告 (art 46)</summary>
    Announced,

    /// <summary>已申请</summary>
    Requested,

    /// <summary>已通知时间、地点</summary>
    Scheduled,

    /// <summary>已举行</summary>
    Held,

    /// <summary>放弃: every party has said so.</summary>
    Waived,

    /// <summary>逾期未申请</summary>
    Lapsed,
}

public enum HearingGround
{
    /// <summary>依申请 (art 47)</summary>
    Request,

    /// <summary>法律、法规、规章规定应当听证 (art 46)</summary>
    Statutory,

    /// <summary>涉及公共利益 (art 46)</summary>
    PublicInterest,
}

/// <summary>A party as it was told of the right to a hearing.</summary>
/// <param name="ToldOn">The day it was told; its five days count from there.</param>
public sealed record ToldParty(PartyKind Kind, string Name, DateOnly ToldOn);

/// <param name="Waived">It has given the right up.</param>
public sealed record HearingParty(PartyKind Kind, string Name, DateOnly ToldOn, bool Waived);

public enum PartyKind
{
    /// <summary>申请人</summary>
    Applicant,

    /// <summary>利害关系人</summary>
    Interested,
}
