namespace Approval.Engine.Procedures.Rules;

/// <summary>Whom the supervision cards go to: people of the office and of those above it, each told from one level on.</summary>
internal static class CardRecipientRules
{
    private static readonly string[] Told = [Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.Supervisor, Roles.GovernmentHead];

    public static IEnumerable<Breach> KnownRoles(Procedure procedure) =>
        from recipient in Recipients(procedure)
        where !Told.Contains(recipient.Role)
        select new Breach(
            recipient.Path,
            Roles.All.Contains(recipient.Role)
                ? $"Expected a role of the office or of one above it ({string.Join(", ", Told)}), because cards are for the office's own supervision, but {recipient.Role} is none."
                : $"Unknown role '{recipient.Role}': expected one of {string.Join(", ", Told)}.");

    /// <summary>Recipients accumulate upward, so a role that stands at two levels says nothing the second time.</summary>
    public static IEnumerable<Breach> ToldOnce(Procedure procedure)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. Recipients(procedure)
                .Where(recipient => !told.Add(recipient.Role))
                .Select(recipient => new Breach(recipient.Path, $"Expected '{recipient.Role}' once, because who is told at one level is told at every level above it, but it is there twice.")),
        ];
    }

    private static IEnumerable<(string Path, string Role)> Recipients(Procedure procedure) =>
    [
        .. procedure.Cards.Warning.Index().Select(role => ($"$.cards.warning[{role.Index}]", role.Item)),
        .. procedure.Cards.Yellow.Index().Select(role => ($"$.cards.yellow[{role.Index}]", role.Item)),
        .. procedure.Cards.Red.Index().Select(role => ($"$.cards.red[{role.Index}]", role.Item)),
    ];
}
