using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>督办. The text is in 0019_orders.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0019_orders")]
internal sealed class Orders0019 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0019_orders"));
}
