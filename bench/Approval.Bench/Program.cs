using Approval.Bench;

switch (args)
{
    case []:
        CalendarBench.Run();
        return await StepBench.RunAsync(TimeSpan.FromSeconds(6));
    case ["calendar"]:
        CalendarBench.Run();
        return 0;
    case ["steps"]:
        return await StepBench.RunAsync(TimeSpan.FromSeconds(6));
    case ["steps", "--seconds", var seconds] when int.TryParse(seconds, out var length) && length > 0:
        return await StepBench.RunAsync(TimeSpan.FromSeconds(length));
    case ["chain"]:
        return await ChainBench.RunAsync(1000);
    case ["storm"]:
        return await StormBench.RunAsync(StormBench.DefaultScale);
    case ["storm", "--scale", var text] when int.TryParse(text, out var scale) && scale > 0:
        return await StormBench.RunAsync(scale);
    case ["audit"]:
        return await AuditBench.RunAsync(50_000);
    case ["audit", "--scale", var text] when int.TryParse(text, out var cases) && cases > 0:
        return await AuditBench.RunAsync(cases);
    case ["recompute"]:
        return await RecomputeBench.RunAsync(RecomputeBench.DefaultScale);
    case ["recompute", "--scale", var text] when int.TryParse(text, out var scale) && scale > 0:
        return await RecomputeBench.RunAsync(scale);
    case ["worklist"]:
        return await WorkListBench.RunAsync(WorkListBench.DefaultScale);
    case ["worklist", "--scale", var text] when int.TryParse(text, out var scale) && scale >= 1000:
        return await WorkListBench.RunAsync(scale);
    case ["http"]:
        return await HttpBench.RunAsync(TimeSpan.FromSeconds(9));
    case ["http", "--seconds", var seconds] when int.TryParse(seconds, out var length) && length > 0:
        return await HttpBench.RunAsync(TimeSpan.FromSeconds(length));
    default:
        Console.Error.WriteLine("usage: ./run bench [calendar | steps [--seconds N] | chain | storm [--scale N] | recompute [--scale N] | worklist [--scale N] | http [--seconds N] | audit [--scale N]]");
        return 2;
}
