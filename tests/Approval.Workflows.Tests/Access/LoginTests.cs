using Approval.Workflows.Storage.Access;
using Npgsql;

namespace Approval.Workflows.Tests.Access;

/// <summary>As whom the process connects, from its settings.</summary>
public sealed class LoginTests
{
    private const string Owner = "Host=db;Database=approval;Username=approval;Password=long-random-text";
    private const string Service = "Host=db;Database=approval;Username=svc;Password=a";
    private const string Worker = "Host=db;Database=approval;Username=wrk;Password=b";

    [Test]
    public void A_developer_names_one_database_and_the_service_does_not_run_as_its_owner()
    {
        var logins = DatabaseLogins.From(Owner, null, null, null, isDevelopment: true);

        Assert.That(logins.Owner, Is.EqualTo(Owner));
        Assert.That(new[] { logins.Service, logins.Worker, logins.Signer! }.Select(login => new NpgsqlConnectionStringBuilder(login).Username), Is.EqualTo(new[] { "approval_service", "approval_worker", "approval_signer" }));
        Assert.That(new[] { logins.Service, logins.Worker, logins.Signer! }.Select(login => new NpgsqlConnectionStringBuilder(login).Password), Is.Unique.And.All.Not.EqualTo("long-random-text"));
        Assert.That(DatabaseLogins.From(Owner, null, null, null, isDevelopment: true).Service, Is.EqualTo(logins.Service), "Every node works out the same password.");
        Assert.That(DatabaseLogins.From(Owner.Replace("long", "other", StringComparison.Ordinal), null, null, null, isDevelopment: true).Service, Is.Not.EqualTo(logins.Service));
    }

    [Test]
    public void Outside_Development_the_owner_is_named_as_such_or_is_not_there()
    {
        Assert.That(DatabaseLogins.From(null, Owner, null, null, isDevelopment: false).Made, Has.Count.EqualTo(3));
        var logins = DatabaseLogins.From(Service, null, Worker, null, isDevelopment: false);
        Assert.That((logins.Owner, logins.Service, logins.Worker, logins.Signer, logins.Made.Count), Is.EqualTo(((string?)null, Service, Worker, (string?)null, 0)));
        Assert.That(() => DatabaseLogins.From(Owner, null, null, null, isDevelopment: false), Throws.InvalidOperationException.With.Message.Contains("ConnectionStrings:Worker"));
        Assert.That(() => DatabaseLogins.From(null, null, null, null, isDevelopment: false), Throws.InvalidOperationException.With.Message.Contains("ConnectionStrings:Approval"));
    }
}
