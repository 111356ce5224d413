using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Pictures;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Progress;
using Approval.Engine.Tests.Audit;
using Approval.Engine.Tests.Cases;

namespace Approval.Engine.Tests.Pictures;

/// <summary>Two procedures as BPMN. A change here moves every drawing: open the file in bpmn-js and look at it before it is committed.</summary>
public class GoldenPictures
{
    [TestCase("RF-01.v1", TestName = "Countersigned review, joint review of two, approval, returns")]
    [TestCase("LH-01.v2", TestName = "Joint handling: five stages, four offices side by side, silence escalates")]
    public void Is_what_was_drawn(string version)
    {
        var drawn = Encoding.UTF8.GetString(BpmnXml.Write(ProcedurePicture.Of(Published.Procedure(version))));

        Assert.That(drawn, Is.EqualTo(Golden.Text(Path.Combine(Golden.Folder, "pictures", $"{version}.bpmn"), drawn)));
    }

    [Test]
    public void Of_a_case_it_has_the_days_and_colours()
    {
        var given = Given.Received("2026-02-11 10:00", Published.Procedure("RF-01.v1"))
            .And(World.Clerk, "2026-02-11 11:00", Sample.Accept)
            .And(World.Reviewer, "2026-02-12 10:00", now => new CaseCommand.EndorseTask(now.Task("technical").Id, null))
            .And(World.OtherReviewer, "2026-02-13 10:00", now => new CaseCommand.EndorseTask(now.Task("technical", 2).Id, null))
            .And(World.Reviewer, "2026-02-14 10:00", now => new CaseCommand.EndorseTask(now.Task("planning").Id, null))
            .Until("2026-02-26 10:00");
        var progress = Progress.Forecasts.At(given, "2026-02-26 10:00");

        var drawn = Encoding.UTF8.GetString(BpmnXml.Write(CasePicture.Of(given.Procedure, progress, (CaseState.Known)given.State)));

        Assert.That(drawn, Is.EqualTo(Golden.Text(Path.Combine(Golden.Folder, "pictures", "case-late-in-joint-review.bpmn"), drawn)));
    }
}
