using System.Collections.Frozen;
using Approval.Engine.Calendars;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Rulebooks;

/// <summary>The rules in force: procedures, offices, calendars. Immutable; a publication makes a new one.</summary>
public sealed class Rulebook
{
    private readonly FrozenDictionary<(string Code, int Version), Procedure> procedures;
    private readonly FrozenDictionary<string, Procedure> current;
    private readonly FrozenDictionary<string, Office> officeOfWindow;
    private readonly IReadOnlyDictionary<(string Code, int Version), VersionTerm> terms;

    public Rulebook(IEnumerable<Procedure> procedures, IEnumerable<Office> offices, CalendarSet calendars, IReadOnlyDictionary<(string Code, int Version), VersionTerm>? terms = null)
    {
        this.terms = terms ?? FrozenDictionary<(string, int), VersionTerm>.Empty;
        this.procedures = procedures.ToFrozenDictionary(p => (p.Code, p.Version));
        current = this.procedures.Values.GroupBy(p => p.Code).ToFrozenDictionary(group => group.Key, group => group.MaxBy(p => p.Version)!);
        Offices = offices.ToFrozenDictionary(office => office.Code);
        officeOfWindow = Offices.Values.SelectMany(office => office.Windows.Select(window => (window.Code, office))).ToFrozenDictionary(w => w.Code, w => w.office);
        Calendars = calendars;
    }

    /// <summary>Its number in the database; null for one that was read from files, which no publication outdates.</summary>
    public long? Revision { get; init; }

    public IReadOnlyDictionary<string, Office> Offices { get; }

    public CalendarSet Calendars { get; }

    /// <summary>The newest published version of every procedure, by code, whether its first day has come or not.</summary>
    public IEnumerable<Procedure> Current => current.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>The newest published version, or null for an unknown code. What a case received on a day falls under is <see cref="InForce"/>.</summary>
    public Procedure? Find(string code) => current.GetValueOrDefault(code);

    /// <summary>The newest version whose first day has come; null for an unknown code, and before the first day of the first version.</summary>
    /// <param name="on">The civil day of the receipt.</param>
    public Procedure? InForce(string code, DateOnly on) =>
        current.GetValueOrDefault(code) is not { } newest ? null
        : IsEffective(newest, on) ? newest
        : procedures.Values.Where(p => p.Code == code && IsEffective(p, on)).MaxBy(p => p.Version);

    /// <summary>Whether the version takes new cases on a day: it has not been retired by then.</summary>
    public bool TakesCases(Procedure procedure, DateOnly on) => !(TermOf(procedure).RetiredFrom <= on);

    /// <summary>From when a version takes new cases, and until when.</summary>
    public VersionTerm TermOf(Procedure procedure) => terms.GetValueOrDefault((procedure.Code, procedure.Version), VersionTerm.Always);

    public Procedure? Find(string code, int version) => procedures.GetValueOrDefault((code, version));

    /// <summary>A version that a stored case is pinned to.</summary>
    public Procedure Procedure(string code, int version) =>
        Find(code, version) ?? throw new InvalidOperationException($"Procedure {code} version {version} is pinned by a case but not in the rulebook.");

    /// <summary>The same procedures and offices with other calendars, to try them out.</summary>
    public Rulebook With(CalendarSet calendars) => new(procedures.Values, Offices.Values, calendars, terms);

    /// <summary>The same rules with one version more, or another in its place, to try it out.</summary>
    public Rulebook With(Procedure draft) =>
        new(procedures.Values.Where(p => (p.Code, p.Version) != (draft.Code, draft.Version)).Append(draft), Offices.Values, Calendars, terms);

    /// <summary>The office a window belongs to, or null.</summary>
    public Office? OfficeOfWindow(string window) => officeOfWindow.GetValueOrDefault(window);

    public WorkingCalendar CalendarOf(Office office) => Calendars.For(office.CalendarRegion);

    private bool IsEffective(Procedure procedure, DateOnly on) => !(TermOf(procedure).EffectiveFrom > on);
}

/// <summary>The receipt days of a version.</summary>
/// <param name="EffectiveFrom">The first; null: from the beginning.</param>
/// <param name="RetiredFrom">The first on which it takes no new cases; null: none.</param>
public readonly record struct VersionTerm(DateOnly? EffectiveFrom, DateOnly? RetiredFrom)
{
    public static VersionTerm Always { get; } = new(null, null);
}
