using System.Collections.Immutable;

namespace Approval.Engine.Calendars;

/// <summary>A notice of the State Council's General Office on a year's holidays.</summary>
/// <param name="Number">国办发明电〔2025〕7号 and so on.</param>
/// <param name="Published">The day it was put on the government's site.</param>
public sealed record HolidayNotice(string Number, DateOnly Published, string? Title, string? Url);

/// <summary>The national days of one calendar year, as a file gave them.</summary>
public sealed record CalendarYear(string File, int Year, ImmutableArray<HolidayNotice> Notices, ImmutableArray<CalendarDay> Days);

/// <summary>The days in which a region differs from the one it inherits from.</summary>
/// <param name="Region">GB/T 2260 code, six digits.</param>
/// <param name="Inherits">CN or a code; null means the division above by its digits.</param>
public sealed record CalendarOverlay(string File, string Region, string? Inherits, ImmutableArray<CalendarDay> Days);

/// <summary>Why a calendar file is refused.</summary>
/// <param name="Path">Place inside the file, $.days[3].date and so on.</param>
/// <param name="Reason">One sentence.</param>
public sealed record CalendarFinding(string File, string Path, string Reason);
