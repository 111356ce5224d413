using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Publishing;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>What is refused stores nothing; what is published cannot be changed.</summary>
public sealed class RefusalTests
{
    private static CalendarImport Revision => new CalendarImport.Year("2019.json", Notices.Revised2019);

    [Test]
    public async Task Only_an_administrator_publishes_and_says_why()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-22T16:00:00");
        var proposal = world.Node.Propose(Revision);
        (Actor Publisher, string Reason, string Code)[] refused =
        [
            (People.Clerk, "理由", "calendar.role_not_competent"),
            (People.Head, "理由", "calendar.role_not_competent"),
            (People.Applicant, "理由", "calendar.role_not_competent"),
            (PublishingWorld.Admin with { Kind = ActorKind.Client }, "理由", "calendar.role_not_competent"),
            (Actor.Rule("calendar"), "理由", "calendar.role_not_competent"),
            (PublishingWorld.Admin, " ", "calendar.reason_missing"),
        ];

        foreach (var (publisher, reason, code) in refused)
        {
            Assert.That((await world.Node.Publication.PublishAsync(proposal, publisher, reason)).Rejection?.Code, Is.EqualTo(code));
        }

        await NothingStoredAsync(world);
    }

    [Test]
    public async Task A_notice_of_the_future_is_refused()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-21T23:59:00");

        var outcome = await world.Node.Publication.PublishAsync(world.Node.Propose(Revision), PublishingWorld.Admin, "理由");

        Assert.That(outcome.Rejection?.Code, Is.EqualTo("calendar.notice_in_future"), "2019-03-22 begins in a minute");
        await NothingStoredAsync(world);
    }

    [Test]
    public async Task A_proposal_made_before_another_publication_is_refused()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-22T16:00:00");
        await using var other = await world.AnotherNodeAsync();
        var (mine, theirs) = (world.Node.Propose(Revision), other.Propose(Revision));

        var first = await world.Node.Publication.PublishAsync(mine, PublishingWorld.Admin, "先");
        var second = await other.Publication.PublishAsync(theirs, PublishingWorld.Admin, "后");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Rejection, Is.Null);
            Assert.That(second.Rejection?.Code, Is.EqualTo("calendar.changed_meanwhile"));
            Assert.That(second.Rejection?.Kind, Is.EqualTo(RejectionKind.Conflict));
        }
    }

    [Test]
    public void Findings_become_a_rejection_with_code_place_and_article()
    {
        var rejection = PublishingRejections.Refused([new CalendarFinding("2019.json", "$.days[3].date", "2019-05-01 is listed twice, first at $.days[2].")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rejection.Code, Is.EqualTo("calendar.refused"));
            Assert.That(rejection.LegalBasis, Does.Contain("行政许可法第八十二条"));
            Assert.That(rejection.Errors.Select(error => (error.Path, error.Message.En)), Is.EqualTo(new[] { ("$.days[3].date", "2019.json: 2019-05-01 is listed twice, first at $.days[2].") }));
        }
    }

    [Test]
    public async Task A_publication_tells_who_when_why_and_on_which_notice_and_stays_as_it_is()
    {
        await using var world = await PublishingWorld.In2019Async("2019-03-22T16:00:00");
        var publication = await world.PublishAsync(Revision);

        var record = (await world.Node.Publication.FindAsync(publication))!;
        var stored = await world.Source.RowsAsync(
            "select revision, published_by, reason, publication from approval.calendar_file where year = 2019 order by revision",
            reader => (reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? (long?)null : reader.GetInt64(3)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((record.PublishedBy, record.PublishedByName, record.Reason), Is.EqualTo(("admin-1", "日历管理员", "国务院办公厅通知")));
            Assert.That(record.Notices, Is.EqualTo(new[] { Notices.Labour2019 }));
            Assert.That(record.PublishedAt, Is.EqualTo(World.At("2019-03-22T16:00:00")));
            Assert.That(record.CalendarVersion, Is.EqualTo(world.Node.Rulebooks.Current.Calendars.For("CN").Version));
            Assert.That(record.Recomputation.FinishedAt, Is.Not.Null);
            Assert.That(stored, Is.EqualTo(new[] { (1, "system:seeds", "随系统提供", (long?)null), (2, "admin-1", "国务院办公厅通知", publication) }));
            Assert.That(() => world.Source.ExecuteAsync("update approval.calendar_file set content = content"), Throws.InstanceOf<Npgsql.PostgresException>());
            Assert.That(() => world.Source.ExecuteAsync("delete from approval.calendar_publication"), Throws.InstanceOf<Npgsql.PostgresException>());
        }
    }

    private static async Task NothingStoredAsync(PublishingWorld world)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.calendar_file where revision > 1"), Is.Zero);
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.calendar_publication"), Is.Zero);
            Assert.That(await world.Source.ScalarAsync<long>("select count(*) from approval.calendar_recomputation"), Is.Zero);
        }
    }
}
