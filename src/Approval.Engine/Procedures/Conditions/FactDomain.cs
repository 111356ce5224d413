using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Approval.Engine.Cases;

namespace Approval.Engine.Procedures.Conditions;

internal enum FactType
{
    /// <summary>One of a closed list.</summary>
    Word,
    Number,
    Text,
}

/// <summary>What values a fact can have, as far as the procedure says.</summary>
/// <param name="Options">Of a word; empty for the others.</param>
/// <param name="Whole">Of a number: no fractions.</param>
/// <param name="AlwaysThere">Every case has it when the chain asks.</param>
internal sealed record FactDomain(FactType Type, ImmutableArray<string> Options, bool AlwaysThere, decimal? Min = null, decimal? Max = null, bool Whole = false)
{
    private static readonly ImmutableArray<string> Channels = [.. Enum.GetValues<Channel>().Select(channel => JsonNamingPolicy.CamelCase.ConvertName(channel.ToString()))];

    /// <summary>服务对象 of the national code list.</summary>
    public static readonly ImmutableArray<string> ApplicantTypes =
        ["person", "enterprise", "institution", "organisation", "unincorporatedEnterprise", "government", "other"];

    /// <summary>Null for a fact that the procedure does not know.</summary>
    public static FactDomain? Of(Procedure procedure, string fact) => fact switch
    {
        FactNames.ProjectClass => new(FactType.Word, ["ordinary", "key"], true),
        FactNames.ProjectDivision => new(FactType.Text, [], procedure.NeedsProject),
        FactNames.ApplicantType => new(FactType.Word, ApplicantTypes, true),
        FactNames.Channel => new(FactType.Word, Channels, true),

        // Only licences are accepted by force of law (行政许可法 art 32).
        FactNames.Acceptance => new(FactType.Word, procedure.IsLicence ? ["explicit", "deemed"] : ["explicit"], true),
        _ when FactNames.FieldOf(fact) is { } name => procedure.Form.FirstOrDefault(field => field.Name == name) is { } field ? OfField(field) : null,
        _ when FactNames.MaterialOf(fact) is { } code => procedure.Materials.FirstOrDefault(material => material.Code == code) is { } material
            ? new(FactType.Word, ["true"], material is { Required: true, Deferrable: false })
            : null,
        _ => null,
    };

    /// <summary>Whether a case can have this value.</summary>
    public bool Allows(string value) => Type switch
    {
        FactType.Word => Options.Contains(value),
        FactType.Number => Number(value) is { } number && !(number < Min) && !(number > Max) && (!Whole || number == Math.Truncate(number)),
        _ => true,
    };

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FactDomain OfField(FormField field) => field.Type switch
    {
        FieldType.Boolean => new(FactType.Word, ["true", "false"], field.Required),
        FieldType.Choice => new(FactType.Word, field.Options.IsDefault ? [] : [.. field.Options.Select(option => option.Value)], field.Required),
        FieldType.Integer => new(FactType.Number, [], field.Required, field.Min, field.Max, Whole: true),
        FieldType.Decimal => new(FactType.Number, [], field.Required, field.Min, field.Max),
        _ => new(FactType.Text, [], field.Required),
    };
}
