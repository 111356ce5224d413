namespace Approval.Engine.Clocks;

/// <summary>Which lamp the clocks of a case call for, and the rule that says so (DOMAIN 5).</summary>
public static class LampRule
{
    /// <param name="deemed">Accepted by force of law: the office missed art 32.</param>
    /// <param name="suspended">A special procedure is open.</param>
    public static (Lamp Lamp, string Rule) Of(IReadOnlyCollection<Clock> clocks, bool deemed, bool suspended)
    {
        if (deemed)
        {
            return (Lamp.RedPlus, "acceptance.deemed");
        }

        if (Breached(clocks, ClockKind.Statutory, ClockKind.Delivery, ClockKind.Notice, ClockKind.HearingHold) is { } byLaw)
        {
            return (Lamp.RedPlus, $"{byLaw.Id}.breached");
        }

        if (Breached(clocks, ClockKind.Promised, ClockKind.Suspension) is { } byPromise)
        {
            return (Lamp.Red, $"{byPromise.Id}.breached");
        }

        if (clocks.FirstOrDefault(clock => clock is { Kind: ClockKind.Step, Status: ClockStatus.Breached, StoppedOn: null }) is { } step)
        {
            return (Lamp.Yellow, $"{step.Id}.breached");
        }

        // A step warns those who hold it; the case turns yellow only when the step is over its time (DOMAIN 5). The time to ask for a
        // hearing is the parties': that it runs out is no fault of the office.
        if (clocks.FirstOrDefault(clock => clock is { IsRunning: true, Warned: true, Kind: not (ClockKind.Step or ClockKind.HearingRequest) }) is { } warned)
        {
            return (Lamp.Yellow, $"{warned.Id}.warned");
        }

        return suspended ? (Lamp.Blue, "suspended") : (Lamp.Green, "inTime");
    }

    /// <summary>A suspension is no fault, so it is not remembered as one.</summary>
    public static Lamp Worse(Lamp worst, Lamp lamp) => lamp == Lamp.Blue || lamp < worst ? worst : lamp;

    private static Clock? Breached(IReadOnlyCollection<Clock> clocks, params ReadOnlySpan<ClockKind> kinds)
    {
        foreach (var clock in clocks)
        {
            if (clock.Status == ClockStatus.Breached && kinds.Contains(clock.Kind) && !(clock.Kind == ClockKind.Suspension && clock.StoppedOn is not null))
            {
                return clock;
            }
        }

        return null;
    }
}
