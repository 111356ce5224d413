using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>送达 within ten working days of the decision (art 44).</summary>
public class JudgeServe
{
    [Test]
    public void Service_stops_delivery() =>
        Phases.Issued().When(Clerk, "2026-03-12 10:00", Sample.Serve)
            .Then("case.served.v1", "clocks.recorded.v1").ThenBy(Clerk, new CaseEvent.Served(ServiceMethod.Electronic, Day("2026-03-12")))
            .ThenPhase("served").ThenClock(Clock.DeliveryId, ClockStatus.Stopped, Phases.DeliveryDue);

    [Test]
    public void Served_after_the_tenth_day_the_breach_stays() =>
        Phases.Issued().When(Clerk, "2026-03-26 10:00", Sample.Serve).ThenPhase("served").ThenClock(Clock.DeliveryId, ClockStatus.Breached, Phases.DeliveryDue).ThenLamp(Lamp.RedPlus);

    [Test]
    public void Served_on_the_last_day_but_typed_on_the_next_is_served_in_time() =>
        Phases.Issued().Until("2026-03-18 09:00").When(Clerk, "2026-03-18 09:30", Sample.Serve, effective: "2026-03-17 16:00")
            .ThenClock(Clock.DeliveryId, ClockStatus.Stopped, Phases.DeliveryDue);
}
