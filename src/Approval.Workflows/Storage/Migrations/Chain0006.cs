using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>More states of a task. The text is in 0006_chain.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0006_chain")]
internal sealed class Chain0006 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0006_chain"));
}
