using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Supervision cards, breaches, the reconciler's figures. The text is in 0004_supervision.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0004_supervision")]
internal sealed class Supervision0004 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0004_supervision"));
}
