using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Endpoints that clients register, and what they are to be told. The text is in 0010_webhooks.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0010_webhooks")]
internal sealed class Webhooks0010 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0010_webhooks"));
}
