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
        return await StormBench.RunAsync(1_000_000);
    case ["storm", "--scale", var text] when int.TryParse(text, out var scale) && scale > 0:
        return await StormBench.RunAsync(scale);
    default:
        Console.Error.WriteLine("usage: ./run bench [calendar | steps [--seconds N] | chain | storm [--scale N]]");
        return 2;
}
