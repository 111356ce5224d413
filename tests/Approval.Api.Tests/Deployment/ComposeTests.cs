using System.Text.RegularExpressions;

namespace Approval.Api.Tests.Deployment;

internal sealed class ComposeTests
{
    private readonly ComposeFile _compose = new();

    [Test]
    public void Two_services_one_database_and_the_product()
    {
        Assert.That(_compose.Keys("services"), Is.EquivalentTo(["postgres", "approval"]));
    }

    [Test]
    public void PostgreSQL_is_the_major_version_that_the_tests_run_on()
    {
        Assert.That(_compose.Text("services", "postgres", "image"), Does.Match("^postgres:18([.-]|$)"));
    }

    [Test]
    public void The_service_waits_until_the_database_is_healthy()
    {
        Assert.That(_compose.Text("services", "approval", "depends_on", "postgres", "condition"), Is.EqualTo("service_healthy"));
    }

    [TestCase("postgres")]
    [TestCase("approval")]
    public void Each_service_says_how_its_health_is_checked(string service)
    {
        Assert.That(_compose.Items("services", service, "healthcheck", "test").First(), Is.EqualTo("CMD"));
        foreach (var duration in new[] { "interval", "timeout", "start_period" })
        {
            Assert.That(_compose.Text("services", service, "healthcheck", duration), Does.Match("^[0-9]+s$"), duration);
        }
    }

    [Test]
    public void Data_lies_in_named_volumes()
    {
        Assert.That(_compose.Items("services", "postgres", "volumes"), Is.EqualTo(["database:/var/lib/postgresql"]));
        Assert.That(_compose.Items("services", "approval", "volumes"), Is.EqualTo([$"files:{_compose.Text("services", "approval", "environment", "APPROVAL_DATA")}"]));
        Assert.That(_compose.Keys("volumes"), Is.EquivalentTo(["database", "files"]));
    }

    [TestCase("postgres", "POSTGRES_PASSWORD")]
    [TestCase("approval", "PGPASSWORD")]
    public void The_password_has_no_default(string service, string variable)
    {
        Assert.That(_compose.Text("services", service, "environment", variable), Does.Match(@"^\$\{POSTGRES_PASSWORD:\?.+\}$"));
    }

    [Test]
    public void The_service_is_given_only_settings_that_it_reads()
    {
        string[] known = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ConnectionStrings__Owner", "PGPASSWORD", "APPROVAL_DATA", "Identity__SigningKey", "Identity__FirstAdministrator", "Audit__SigningKey", "Audit__Origin", "DataProtection__Certificate", "Edge__TlsAtProxy", "Edge__KnownProxies"];

        Assert.That(_compose.Keys("services", "approval", "environment"), Is.SubsetOf(known));
        Assert.That(_compose.Text("services", "approval", "environment", "ASPNETCORE_ENVIRONMENT"), Is.EqualTo("Production"));
    }

    [Test]
    public void The_service_connects_to_the_database_that_the_other_container_makes()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(_compose.Text("services", "approval", "environment", "ConnectionStrings__Owner"));

        Assert.That(connection.Host, Is.EqualTo("postgres"));
        Assert.That(connection.Database, Is.EqualTo(_compose.Text("services", "postgres", "environment", "POSTGRES_DB")));
        Assert.That(connection.Username, Is.EqualTo(_compose.Text("services", "postgres", "environment", "POSTGRES_USER")));
        Assert.That(connection.Password, Is.Null);
    }

    [TestCase("Identity__SigningKey", "signing_key", "APPROVAL_SIGNING_KEY")]
    [TestCase("Audit__SigningKey", "audit_key", "APPROVAL_AUDIT_KEY")]
    [TestCase("DataProtection__Certificate", "data_certificate", "APPROVAL_DATA_CERTIFICATE")]
    public void Outside_Development_a_signing_key_is_given_as_a_secret(string setting, string secret, string variable)
    {
        Assert.That(_compose.Items("services", "approval", "secrets"), Has.Member(secret));
        Assert.That(_compose.Text("services", "approval", "environment", setting), Is.EqualTo($"/run/secrets/{secret}"));
        Assert.That(_compose.Text("secrets", secret, "file"), Does.StartWith($"${{{variable}:?"), "Without a key the service refuses to start, so compose says it first.");
    }

    [Test]
    public void Published_port_and_health_check_are_the_port_the_service_listens_on()
    {
        var port = Regex.Match(_compose.Text("services", "approval", "environment", "ASPNETCORE_URLS"), "[0-9]+$").Value;

        Assert.That(_compose.Items("services", "approval", "ports").Single(), Does.EndWith($":{port}"));
        Assert.That(_compose.Items("services", "approval", "healthcheck", "test").Last(), Does.Contain($"/127.0.0.1/{port} "));
    }
}
