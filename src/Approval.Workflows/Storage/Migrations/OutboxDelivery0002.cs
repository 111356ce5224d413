using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>State, lease and epoch of outbox messages, disabled endpoints, the scheduler's schema. The text is in 0002_outbox_delivery.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0002_outbox_delivery")]
internal sealed class OutboxDelivery0002 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0002_outbox_delivery"));
}
