using System.Collections.Immutable;
using Approval.Engine.Procedures;

namespace Approval.Api.Procedures;

/// <summary>办事指南: everything art 30 asks to be published.</summary>
public sealed record ProcedureView(
    string Code,
    int Version,
    LocalText Name,
    ProcedureKind Kind,
    HandlingType Handling,
    ImmutableArray<OfficeLevel> Levels,
    ImmutableArray<LegalBasis> LegalBases,
    ImmutableArray<string> Conditions,
    string Quantity,
    ImmutableArray<string> Course,
    ImmutableArray<Material> Materials,
    ImmutableArray<FieldView> Form,
    LimitsView Limits,
    ImmutableArray<LocalLimitsView> LocalLimits,
    ImmutableArray<Fee> Fees,
    ImmutableArray<ResultDocument> Results,
    Chain Chain,
    ImmutableArray<string> DecisionRoles,
    ImmutableArray<SuspensionRule> Suspensions,
    HearingRule? Hearing,
    ExtensionRule? Extension,
    BackdatingRule Backdating,
    WarningRule Warning,
    bool NeedsProject,
    Succession? Successor)
{
    public static ProcedureView Of(Procedure procedure) => new(
        procedure.Code,
        procedure.Version,
        procedure.Name,
        procedure.Kind,
        procedure.Handling,
        procedure.Levels,
        procedure.LegalBases,
        procedure.Conditions,
        procedure.Quantity,
        procedure.Course,
        procedure.Materials,
        [.. procedure.Form.Select(FieldView.Of)],
        LimitsView.Of(procedure.Limits),
        [.. procedure.LocalLimits.Select(LocalLimitsView.Of)],
        procedure.Fees,
        procedure.Results,
        procedure.Chain,
        procedure.DecisionRoles,
        procedure.Suspensions,
        procedure.Hearing,
        procedure.Extension,
        procedure.Backdating,
        procedure.Warning,
        procedure.NeedsProject,
        procedure.Successor);
}

public sealed record LimitView(int Amount, TimeUnit Unit, CountFrom CountFrom, string LegalBasis)
{
    public static LimitView Of(TimeLimit limit) => new(limit.Amount, limit.Unit, limit.CountFrom, limit.LegalBasis);
}

public sealed record LimitsView(LimitView Notice, LimitView Promised, LimitView Statutory, LimitView Delivery)
{
    public static LimitsView Of(Limits limits) =>
        new(LimitView.Of(limits.Notice), LimitView.Of(limits.Promised), LimitView.Of(limits.Statutory), LimitView.Of(limits.Delivery));
}

public sealed record LocalLimitsView(string? Division, ProjectClass? ProjectClass, DateOnly EffectiveFrom, LimitView? Promised, LimitView? Statutory, string Source)
{
    public static LocalLimitsView Of(LocalLimits local) => new(
        local.Division,
        local.ProjectClass,
        local.EffectiveFrom,
        local.Promised is null ? null : LimitView.Of(local.Promised),
        local.Statutory is null ? null : LimitView.Of(local.Statutory),
        local.Source);
}

public sealed record FieldView(
    string Name,
    LocalText Label,
    FieldType Type,
    bool Required,
    string? Unit,
    decimal? Min,
    decimal? Max,
    int? MaxLength,
    string? Pattern,
    ImmutableArray<FieldOption> Options,
    string? Help,
    bool Confidential)
{
    public static FieldView Of(FormField field) => new(
        field.Name, field.Label, field.Type, field.Required, field.Unit, field.Min, field.Max, field.MaxLength, field.Pattern,
        field.Options.IsDefault ? [] : field.Options, field.Help, field.Confidential);
}
