using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Personal;
using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Wire;
using Microsoft.AspNetCore.DataProtection;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>回避 on the write path: the numbers kept apart are opened for an officer who has interests, in the same three round trips.</summary>
public sealed class InterestTests
{
    private const string Number = "430104197001150004";
    private const string EndsAlike = "430104197108150004";

    private static readonly PersonalVault Vault = new(new EphemeralDataProtectionProvider());

    [Test]
    public async Task Whose_number_it_is_keeps_away_and_nobody_whose_number_ends_alike()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var node = new Node(world.ConnectionString, world.Clock, vault: Vault);
        var filed = Intake();
        Assert.That((await node.Runner.RunAsync(filed)).Rejection, Is.Null);

        async Task<string?> AcceptedByAsync(params string[] interests) =>
            (await node.Runner.RunAsync(new CaseRequest(filed.CaseId, new CaseCommand.Accept(), People.Clerk with { Interests = [.. interests] }))).Rejection?.Code;
        Assert.That(await AcceptedByAsync(Number), Is.EqualTo("duties.own_application"));
        Assert.That(await AcceptedByAsync(EndsAlike, Number), Is.EqualTo("duties.own_application"));
        Assert.That(await AcceptedByAsync(EndsAlike), Is.Null);
        await world.CheckAsync();
    }

    [Test]
    public async Task At_intake_the_whole_application_counts_although_the_command_has_it_masked()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var node = new Node(world.ConnectionString, world.Clock, vault: Vault);
        async Task<string?> FiledByAsync(string interest)
        {
            var intake = Intake();
            return (await node.Runner.RunAsync(intake with { Actor = intake.Actor with { Interests = [interest] } })).Rejection?.Code;
        }

        Assert.That(await FiledByAsync(Number), Is.EqualTo("duties.own_application"));
        Assert.That(await world.CountAsync("permit_case"), Is.Zero);
        Assert.That(await FiledByAsync(EndsAlike), Is.Null);
    }

    [Test]
    public async Task It_costs_one_statement_more_and_no_round_trip_and_nothing_for_others()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var proxy = new PostgresProxy(world.ConnectionString);
        await using var node = new Node(proxy.ConnectionString, world.Clock, vault: Vault);
        var cases = new List<Guid>();
        foreach (var intake in Enumerable.Range(0, 3).Select(_ => Intake()))
        {
            Assert.That((await node.Runner.RunAsync(intake)).Rejection, Is.Null);
            cases.Add(intake.CaseId);
        }

        async Task<(int RoundTrips, int Statements)> AcceptAsync(Guid id, params string[] interests)
        {
            var (trips, statements) = (proxy.RoundTrips, proxy.Statements);
            var accepted = await node.Runner.RunAsync(new CaseRequest(id, new CaseCommand.Accept(), People.Clerk with { Interests = [.. interests] }));
            Assert.That(accepted.Rejection, Is.Null);
            return (proxy.RoundTrips - trips, proxy.Statements - statements);
        }

        await AcceptAsync(cases[0]);
        var (without, with) = (await AcceptAsync(cases[1]), await AcceptAsync(cases[2], EndsAlike));

        Assert.That((without.RoundTrips, with.RoundTrips, with.Statements - without.Statements), Is.EqualTo((3, 3, 1)));
        await world.CheckAsync();
    }

    /// <summary>By a natural person, sealed as the API does it.</summary>
    private static CaseRequest Intake()
    {
        var intake = World.Intake();
        var receive = (CaseCommand.Receive)intake.Command;
        var whole = receive.Application with { Applicant = receive.Application.Applicant with { Type = "person", Identifier = Number } };
        var (application, personal) = Vault.Seal(intake.CaseId, whole);
        return intake with { Command = receive with { Application = application, Organisation = $"person:{intake.CaseId:N}" }, Personal = personal };
    }
}
