using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Drafts, publications and retirements of procedure versions. The text is in 0013_procedure_versions.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0013_procedure_versions")]
internal sealed class ProcedureVersions0013 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0013_procedure_versions"));
}
