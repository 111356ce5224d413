using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Delegation, added signers, substitutes, urging, copies. The text is in 0011_task_operations.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0011_task_operations")]
internal sealed class TaskOperations0011 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0011_task_operations"));
}
