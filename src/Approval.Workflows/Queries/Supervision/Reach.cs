using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>What a supervisor sees: the cases of an office and of those below it, by the digits of GB/T 2260 (430000 holds 430100 holds 430104).</summary>
public sealed record Reach
{
    /// <summary>Partners of an office (430100-ZRZY) come after it and before the next.</summary>
    internal const string LastPartner = "-ZZZZZZZZZZZZ";

    /// <param name="office">Six digits.</param>
    public Reach(string office)
    {
        if (office is not { Length: 6 } || !office.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"Expected a GB/T 2260 code of six digits, but it is '{office}'.", nameof(office));
        }

        Office = office;
        Last = (office.EndsWith("0000", StringComparison.Ordinal) ? office[..2] : office.EndsWith("00", StringComparison.Ordinal) ? office[..4] : office).PadRight(6, '9') + LastPartner;
    }

    private Reach(string office, string last) => (Office, Last) = (office, last);

    /// <summary>A supervisor's own office and those below it; of anybody else the own office, partners included.</summary>
    public static Reach Of(Actor actor) => actor.Has(Roles.Supervisor) ? new Reach(actor.Office!) : new Reach(actor.Office!, actor.Office + LastPartner);

    public string Office { get; }

    /// <summary>The highest code below it, partners included.</summary>
    public string Last { get; }
}
