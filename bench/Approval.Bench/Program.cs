using Approval.Bench;

if (args is ["calendar", ..])
{
    CalendarBench.Run();
}
