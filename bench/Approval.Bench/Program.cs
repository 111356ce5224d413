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
    default:
        Console.Error.WriteLine("usage: ./run bench [calendar | steps [--seconds N]]");
        return 2;
}
