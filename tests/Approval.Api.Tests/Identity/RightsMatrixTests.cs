using System.Text.RegularExpressions;
using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Identity;

/// <summary>
/// Every endpoint of the route table, asked by every role in the right place and in the wrong one (RELIABILITY A1-A3, A12, A14). What
/// must come out follows from <see cref="RightsTable"/>; an endpoint that is not in it fails by itself.
/// </summary>
internal sealed partial class RightsMatrixTests
{
    private static readonly Asker[] Askers =
    [
        new("stranger", null, true),
        Company(DemoClients.FirstCompany, true), Company(DemoClients.SecondCompany, false),
        .. from role in new[] { Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.GovernmentHead } from office in new[] { "430100", "430300" } select Officer(role, office, office == "430100"),
        Officer(Roles.Reviewer, "430100-FGW", false), Officer(Roles.Head, "430100-ZRZY", false),
        Officer(Roles.Supervisor, "430000", true), Officer(Roles.Supervisor, "430300", false),
        Officer(Roles.Auditor, "430000", true), Officer(Roles.Auditor, "430300", false),
        Officer(Roles.Admin, "430000", true),
        new("clerk of nowhere", new Actor("matrix-nowhere", "无", ActorKind.Person, [Roles.Clerk, Roles.Head, Roles.Supervisor, Roles.Reviewer], null, null), false),
    ];

    private readonly Dictionary<About, string> ids = [];
    private ApiHost host = null!;
    private Guid caseId;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.7\n"u8]), "file", "plan.pdf" } };
        var file = (await applicant.SendAsync(HttpMethod.Post, "/api/v1/files", form))["id"].GetString()!;
        var body = await applicant.ExampleAsync();
        body["materials"]![3] = new System.Text.Json.Nodes.JsonObject { ["code"] = "site-plan", ["fileId"] = file };
        caseId = (await applicant.PostAsync("/api/v1/cases", body.ToJsonString()))["id"].GetGuid();
        var accepted = await (await host.AsAsync("demo-clerk")).CommandAsync(caseId, "accept", null, 2);
        await host.AdvanceAsync("2026-03-04T10:00:00+08:00");
        await host.Services.GetRequiredService<CheckpointSigning>().RunAsync(default);
        var cards = await (await host.AsAsync("demo-supervisor")).GetAsync("/api/v1/supervision/cards");
        (ids[About.TheCase], ids[About.TheFile]) = (caseId.ToString(), file);
        ids[About.TheTask] = accepted["openTasks"][0].GetProperty("id").GetString()!;
        ids[About.TheCard] = cards["items"][0].GetProperty("id").GetString()!;
        ids[About.TheOrder] = (await (await host.AsAsync("demo-supervisor")).PostAsync("/api/v1/supervision/orders", new { caseId, requirement = "x", workingDays = 3 }))["id"].GetString()!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public void Every_endpoint_has_its_place_in_the_table()
    {
        var mapped = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}"));

        Assert.That(mapped, Is.EquivalentTo(RightsTable.Places.Select(place => place.Route)));
    }

    [TestCaseSource(typeof(RightsTable), nameof(RightsTable.Places))]
    public async Task Everybody_gets_the_answer_of_the_table(Place place)
    {
        var before = await host.CountRowsAsync();
        var (method, path) = (HttpMethod.Parse(place.Route.Split(' ')[0]), PathOf(place));
        using (Assert.EnterMultipleScope())
        {
            foreach (var asker in Askers)
            {
                var caller = asker.Actor is null ? await host.AsAsync(null) : await AsAsync(asker.Actor);
                using HttpContent? content = method == HttpMethod.Get ? null
                    : place.Body == RightsTable.EmptyForm ? new MultipartFormDataContent { { new StringContent("x"), "note" } }
                    : place.Body is ['<', ..] xml ? new StringContent(xml, System.Text.Encoding.UTF8, "application/xml")
                    : ApiCaller.Json(place.Body ?? "{}");
                var answer = await caller.SendAsync(method, path, content, ("If-Match", "\"1\""));
                Assert.That(Judge(answer, place), Is.EqualTo(Expected(asker, place)), $"{asker.Name}, {(asker.IsHere ? "here" : "elsewhere")}: {answer.Status} {answer.Text[..Math.Min(300, answer.Text.Length)]}");
                if (place.About == About.AList && answer.Status == 200)
                {
                    Assert.That(answer.Text.Contains(caseId.ToString(), StringComparison.Ordinal), Is.EqualTo(asker.IsHere), $"{asker.Name} finds the case in the list");
                }
            }
        }

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before), "refused or stale, so nothing is stored");
    }

    /// <summary>Tokens of persons that no client list knows: the rights are in the token alone.</summary>
    private async Task<ApiCaller> AsAsync(Actor actor)
    {
        var caller = await host.AsAsync(null);
        caller.Http.DefaultRequestHeaders.Authorization = new("Bearer", host.Services.GetRequiredService<TokenIssuer>().Issue(actor));
        return caller;
    }

    private static string Expected(Asker asker, Place place)
    {
        if (place.Roles == "*")
        {
            return "passes";
        }

        if (asker.Actor is not { } actor)
        {
            return "401 auth.required";
        }

        var role = actor.Roles is [var only] && (actor.Office ?? actor.Organisation) is not null ? only : "";
        // A partner office takes part in joint cases, which this is not, and supervises nothing.
        if (actor.Office?.Contains('-', StringComparison.Ordinal) == true && place.Route.Contains("/supervision/", StringComparison.Ordinal))
        {
            return "403 access.role_not_competent";
        }

        if (role.Length == 0 || !place.Roles.Split(' ').Contains(role))
        {
            return "403 access.role_not_competent";
        }

        return (asker.IsHere, place.About) switch
        {
            (_, About.Nothing or About.AList) => "passes",
            (false, About.TheFile) => "404 file.unknown",
            (false, About.TheCard) => "404 card.not_found",
            (false, About.TheOrder) => "404 order.not_found",
            (false, _) => role == Roles.Applicant ? "404 case.not_found" : "403 case.wrong_office",
            _ => place.Competent?.Split(' ').Contains(role) == false ? "403 case.role_not_competent" : "passes",
        };
    }

    private static string Judge(Answer answer, Place place) => answer.Status switch
    {
        >= 500 => "breaks",
        404 when place.About == About.Nothing => "passes",
        401 or 403 or 404 => $"{answer.Status} {answer.Code}",
        _ => "passes",
    };

    private string PathOf(Place place) => Placeholder().Replace(place.Route.Split(' ')[1], match => match.Groups[1].Value switch
    {
        "id:guid" or "caseId:guid" or "secretId:guid" or "interestId:guid" => ids.GetValueOrDefault(place.About) ?? Guid.NewGuid().ToString(),
        "id:long" or "version:int" or "n:int" or "n" => "1",
        "year:int" => "2026",
        "region" => "430100",
        "code" => "RF-01",
        "documentName" => "v1",
        var name => name,
    });

    private static Asker Company(string organisation, bool isHere) =>
        new("applicant", new Actor($"matrix-{organisation}", "单位", ActorKind.Client, [Roles.Applicant], null, organisation), isHere);

    private static Asker Officer(string role, string office, bool isHere) =>
        new($"{role} of {office}", new Actor($"matrix-{role}-{office}", "人员", ActorKind.Person, [role], office, null), isHere);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Placeholder();

    /// <param name="IsHere">Whether the case of the matrix is within this one's reach.</param>
    private sealed record Asker(string Name, Actor? Actor, bool IsHere);
}
