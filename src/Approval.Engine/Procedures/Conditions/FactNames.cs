using System.Collections.Immutable;

namespace Approval.Engine.Procedures.Conditions;

/// <summary>The facts of a case that conditions may name. Names are stored in procedures and never change.</summary>
public static class FactNames
{
    /// <summary>ordinary or key (重点项目).</summary>
    public const string ProjectClass = "project.class";

    /// <summary>GB/T 2260 code of the place of the project, six digits.</summary>
    public const string ProjectDivision = "project.division";

    /// <summary>服务对象 of the national code list: person, enterprise and so on.</summary>
    public const string ApplicantType = "applicant.type";

    /// <summary>The channel of filing (行政许可法 art 29): window, online and so on.</summary>
    public const string Channel = "channel";

    /// <summary>explicit, or deemed by force of law (行政许可法 art 32(4)); not there before acceptance.</summary>
    public const string Acceptance = "acceptance";

    private const string FormPrefix = "form.";
    private const string MaterialPrefix = "material.";

    /// <summary>The answer to a field of the application form; not there when it was left empty.</summary>
    public static string Form(string field) => FormPrefix + field;

    /// <summary>There, with the value true, when the material is on file; not there otherwise. Changes when a correction hands it in.</summary>
    public static string Material(string code) => MaterialPrefix + code;

    /// <summary>The field behind a fact of the form; null for every other fact.</summary>
    public static string? FieldOf(string fact) => fact.StartsWith(FormPrefix, StringComparison.Ordinal) ? fact[FormPrefix.Length..] : null;

    /// <summary>The material behind a fact about one; null for every other fact.</summary>
    public static string? MaterialOf(string fact) => fact.StartsWith(MaterialPrefix, StringComparison.Ordinal) ? fact[MaterialPrefix.Length..] : null;

    /// <summary>Every fact that a condition of this procedure may name.</summary>
    public static IEnumerable<string> KnownTo(Procedure procedure) =>
    [
        ProjectClass, ProjectDivision, ApplicantType, Channel, Acceptance,
        .. procedure.Form.Select(field => Form(field.Name)),
        .. procedure.Materials.Select(material => Material(material.Code)),
    ];

    /// <summary>The facts that the conditions of this procedure ask for, each once, in a fixed order: what a case must remember.</summary>
    public static ImmutableArray<string> Of(Procedure procedure) => [.. procedure.Chain.Facts.Order(StringComparer.Ordinal)];

    /// <summary>Whether a fact is told from the state of a case as it stands; the others are pinned at receipt.</summary>
    public static bool IsOfState(string fact) => fact is ProjectClass or Acceptance || MaterialOf(fact) is not null;
}
