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

    public Rulebook(IEnumerable<Procedure> procedures, IEnumerable<Office> offices, CalendarSet calendars)
    {
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

    /// <summary>The newest version of every procedure, by code.</summary>
    public IEnumerable<Procedure> Current => current.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>The version in force, or null for an unknown code.</summary>
    public Procedure? Find(string code) => current.GetValueOrDefault(code);

    public Procedure? Find(string code, int version) => procedures.GetValueOrDefault((code, version));

    /// <summary>A version that a stored case is pinned to.</summary>
    public Procedure Procedure(string code, int version) =>
        Find(code, version) ?? throw new InvalidOperationException($"Procedure {code} version {version} is pinned by a case but not in the rulebook.");

    /// <summary>The same procedures and offices with other calendars, to try them out.</summary>
    public Rulebook With(CalendarSet calendars) => new(procedures.Values, Offices.Values, calendars);

    /// <summary>The office a window belongs to, or null.</summary>
    public Office? OfficeOfWindow(string window) => officeOfWindow.GetValueOrDefault(window);

    public WorkingCalendar CalendarOf(Office office) => Calendars.For(office.CalendarRegion);
}
