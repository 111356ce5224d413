using System.Globalization;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Pictures;

/// <summary>What is written into pictures.</summary>
internal static class PictureWords
{
    private const int Longest = 30;

    public static string Zh(TimeLimit limit) => limit.Amount == 0 ? "当场" : $"{limit.Amount}{limit.Unit switch
    {
        TimeUnit.WorkingDay => "个工作日",
        TimeUnit.CalendarDay => "日",
        TimeUnit.Month => "个月",
        _ => "个工作小时",
    }}";

    public static string En(TimeLimit limit) => limit.Amount == 0 ? "on the spot" : $"{limit.Amount} {limit.Unit switch
    {
        TimeUnit.WorkingDay => "working day",
        TimeUnit.CalendarDay => "calendar day",
        TimeUnit.Month => "month",
        _ => "working hour",
    }}{(limit.Amount == 1 ? "" : "s")}";

    public static string En(Step step)
    {
        var signing = step.Mode switch
        {
            SigningMode.All => $"Countersigned: all {step.Signers} must agree, one objection settles it.",
            SigningMode.Any => $"{step.Signers} are asked, the first who signs settles it.",
            SigningMode.Quorum when step.Quorum is { } quorum => $"A vote of {step.Signers}, {Needed(step, quorum)} must agree.",
            SigningMode.InTurn => $"{step.Signers} sign one after the other, all must agree.",
            _ => "One person signs.",
        };
        var limit = step.Budget is { } budget ? $" Within {En(budget)}." : "";
        var agency = step.Agency is { } code ? $" Done by the agency {code}." : "";
        var silence = step.OnSilence?.Then switch
        {
            SilenceEffect.DeemAgreed => $" Silence counts as agreement ({step.OnSilence.LegalBasis}).",
            SilenceEffect.Escalate => " Silence lets the head of the office sign too.",
            _ => "",
        };
        return $"{step.Name.En}. Role {step.Role}. {signing}{limit}{agency}{silence}";
    }

    /// <summary>When a step with several signers is settled.</summary>
    public static string Completion(Step step) => step.Mode switch
    {
        SigningMode.Any => "signed >= 1",
        SigningMode.Quorum when step.Quorum is { } quorum && Needed(step, quorum) is var needed => $"agreed >= {needed} or objected > {step.Signers - needed}{(quorum.VetoRoles.IsDefaultOrEmpty ? "" : " or vetoed")}",
        _ => $"agreed = {step.Signers} or objected >= 1",
    };

    /// <summary>A condition in a few words; fields of the form by their labels.</summary>
    public static string Zh(Condition condition, Procedure procedure)
    {
        var words = Whole(condition, procedure);
        return words.Length > Longest ? $"{words[..(Longest - 1)]}…" : words;
    }

    public static string Whole(Condition condition, Procedure procedure) => condition switch
    {
        Condition.All all => string.Join("且", all.Of.Select(part => Part(part, procedure))),
        Condition.Any any => string.Join("或", any.Of.Select(part => Part(part, procedure))),
        Condition.Not not => $"非{Part(not.Of, procedure)}",
        Condition.Is { Values: ["true"] } isSo => Label(isSo.Fact, procedure),
        Condition.Is isOne => $"{Label(isOne.Fact, procedure)}为{string.Join("、", isOne.Values.Select(value => Value(isOne.Fact, value, procedure)))}",
        Condition.Between between => Bounds(Label(between.Fact, procedure), between.Least, between.Most),
        Condition.Present present => $"{(present.Expected ? "有" : "无")}{Label(present.Fact, procedure)}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Unknown condition."),
    };

    private static int Needed(Step step, QuorumRule quorum) => quorum.Needed(step.Signers);

    private static string Part(Condition condition, Procedure procedure) =>
        condition is Condition.All or Condition.Any ? $"（{Whole(condition, procedure)}）" : Whole(condition, procedure);

    private static string Bounds(string label, decimal? least, decimal? most) => (least, most) switch
    {
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{label}{from}至{to}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{label}≥{from}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{label}≤{most}"),
    };

    private static FormField? Field(string fact, Procedure procedure) => procedure.Form.FirstOrDefault(field => fact == field.Name || fact == $"form.{field.Name}");

    private static string Label(string fact, Procedure procedure) => Field(fact, procedure)?.Label.Zh ?? fact;

    private static string Value(string fact, string value, Procedure procedure) =>
        Field(fact, procedure) is { Options.IsDefaultOrEmpty: false } field ? field.Options.FirstOrDefault(option => option.Value == value)?.Label.Zh ?? value : value;
}
