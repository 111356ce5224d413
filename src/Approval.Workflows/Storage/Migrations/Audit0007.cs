using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>The log of journal rows, its checkpoints, and the record of access. The text is in 0007_audit.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0007_audit")]
internal sealed class Audit0007 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0007_audit"));
}
