namespace Approval.Api.Clock;

public static class TimeSetup
{
    /// <summary>One clock for everything that cases depend on: the machine's, or the simulated one.</summary>
    public static void AddTime(this IServiceCollection services, Settings settings)
    {
        if (settings.SimulatedFrom is { } start)
        {
            services.AddSingleton(new SimulatedClock(start));
            services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SimulatedClock>());
            services.AddSingleton<ClockMoving>();
        }
        else
        {
            services.AddSingleton(TimeProvider.System);
        }
    }
}
