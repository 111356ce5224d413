using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Queries.Supervision;
using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>A world seen with a supervisor's eyes: time passes there, and what it brought is read back.</summary>
internal static class Watched
{
    public static readonly Reach Province = new("430000");
    public static readonly Reach Changsha = new("430100");

    public static Actor CitySupervisor { get; } = People.Officer("supervisor-1", "督查甲", Roles.Supervisor);

    /// <summary>It is then, and every timer due has fired.</summary>
    public static async Task UntilAsync(this World world, string local)
    {
        world.Clock.SetTo(World.At(local));
        await world.Sweep.FireAllDueAsync();
    }

    public static async Task DoAsync(this World world, string local, Guid id, CaseCommand command, Actor actor, string? effective = null)
    {
        await world.UntilAsync(local);
        await world.DoAsync(id, effective is null ? command : command with { EffectiveAt = World.At(effective) }, actor);
    }

    public static CardReader Cards(this World world) => new(world.Source);

    public static BreachReader Breaches(this World world) => new(world.Source, RulebookStore.Of(World.Rules));

    public static async Task<IReadOnlyList<Breach>> BreachesAsync(this World world, string today, Reach? reach = null, BreachFilter? filter = null) =>
        (await world.Breaches().ReadAsync(reach ?? Province, filter ?? new BreachFilter(), BreachPosition.Newest, 1000, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))).Breaches;

    public static async Task<IReadOnlyList<SupervisionCard>> CardsAsync(this World world, Reach? reach = null, CardFilter? filter = null) =>
        (await world.Cards().ReadAsync(reach ?? Province, filter ?? new CardFilter(), CardPosition.Newest, 1000)).Cards;

    /// <summary>The rows agree with the journals.</summary>
    public static async Task CheckAllAsync(this World world)
    {
        await world.CheckAsync();
        await SupervisionOracle.CheckAsync(world.Source);
    }

    public static DateOnly Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
}
