using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Approval.Engine.Calendars;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// Calendar arithmetic over the seeds: random starts of 2019-2026 and 1 to 60 working days, each operation beside two floors
/// of the same run, <see cref="DateOnly.AddDays"/> alone (what no calendar can beat) and the naive walk day by day.
/// </summary>
internal static class CalendarBench
{
    private const int Questions = 4096;
    private const int Rounds = 2000;
    private const int Repeats = 7;

    public static void Run()
    {
        var calendar = Load();
        var questions = Ask(calendar);
        var coming = questions.Select(question => question with { Start = new DateOnly(2026, 12, 1).AddDays(question.Start.DayNumber % 31) }).ToArray();

        var table = new Table().Title($"Working calendar {calendar.Version}").AddColumns("operation", "ns/op", "bytes/op", "against the walk");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        var walk = Measure(() => Walk(calendar, questions, Rounds / 20), Rounds / 20);
        Row("floor: DateOnly.AddDays(n), no calendar", Measure(() => AddDays(questions, Rounds), Rounds));
        Row("floor: naive walk, AddDays(1) and IsWorkingDay", walk);
        Row("WorkingCalendar.Add", Measure(() => Add(calendar, questions, Rounds), Rounds));
        Row("WorkingCalendar.Count", Measure(() => Count(calendar, questions, Rounds), Rounds));
        Row("WorkingCalendar.AddBounded, published years", Measure(() => AddBounded(calendar, questions, Rounds / 20), Rounds / 20));
        Row("WorkingCalendar.AddBounded from December into an unpublished year", Measure(() => AddBounded(calendar, coming, Rounds / 200), Rounds / 200));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{Questions} random questions, best of {Repeats} repeats; target for Add: under 10 ns, no allocation.");

        void Row(string name, Figures figures) => table.AddRow(
            name,
            figures.Nanoseconds.ToString("0.00", CultureInfo.InvariantCulture),
            figures.Bytes.ToString("0.###", CultureInfo.InvariantCulture),
            $"{(walk.Nanoseconds / figures.Nanoseconds).ToString("0.0", CultureInfo.InvariantCulture)} x");
    }

    private static WorkingCalendar Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Approval.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Approval.sln is not above the bench.");
        }

        var readings = Directory.EnumerateFiles(Path.Combine(folder.FullName, "seeds", "calendars", CalendarSet.National), "*.json")
            .Select(file => CalendarReader.ReadYear(file, File.ReadAllText(file))).ToList();
        var build = CalendarSet.Build(readings.Select(reading => reading.Year ?? throw new InvalidDataException(string.Join('\n', reading.Findings))), []);
        return build.Set?.For(CalendarSet.National) ?? throw new InvalidDataException(string.Join('\n', build.Findings));
    }

    /// <summary>The same questions in every run: figures of two runs can be compared.</summary>
    private static Question[] Ask(WorkingCalendar calendar)
    {
        var random = new Random(20260212);
        var span = calendar.Horizon.AddDays(-100).DayNumber - calendar.First.DayNumber;
        return [.. Enumerable.Range(0, Questions).Select(_ => new Question(calendar.First.AddDays(random.Next(span)), random.Next(1, 61)))];
    }

    private static Figures Measure(Func<long> work, int rounds)
    {
        var expected = work();
        var best = double.MaxValue;
        var bytes = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var sum = work();
            var elapsed = Stopwatch.GetElapsedTime(started);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (sum != expected)
            {
                throw new InvalidOperationException("Two repeats of the same work differ.");
            }

            var operations = (double)rounds * Questions;
            best = Math.Min(best, elapsed.TotalNanoseconds / operations);
            bytes = Math.Min(bytes, allocated / operations);
        }

        return new Figures(best, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long AddDays(Question[] questions, int rounds)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in questions)
            {
                sum += question.Start.AddDays(question.WorkingDays).DayNumber;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Walk(WorkingCalendar calendar, Question[] questions, int rounds)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in questions)
            {
                var date = question.Start;
                for (var left = question.WorkingDays; left > 0;)
                {
                    date = date.AddDays(1);
                    left -= calendar.IsWorkingDay(date) ? 1 : 0;
                }

                sum += date.DayNumber;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Add(WorkingCalendar calendar, Question[] questions, int rounds)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in questions)
            {
                sum += calendar.Add(question.Start, question.WorkingDays).DayNumber;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Count(WorkingCalendar calendar, Question[] questions, int rounds)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in questions)
            {
                sum += calendar.Count(question.Start, question.Start.AddDays(question.WorkingDays));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long AddBounded(WorkingCalendar calendar, Question[] questions, int rounds)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in questions)
            {
                sum += calendar.AddBounded(question.Start, question.WorkingDays).Latest.DayNumber;
            }
        }

        return sum;
    }

    private readonly record struct Question(DateOnly Start, int WorkingDays);

    private readonly record struct Figures(double Nanoseconds, double Bytes);
}
