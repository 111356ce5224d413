using System.Text;
using Approval.Engine.Pictures;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Tests.Audit;
using Approval.Engine.Tests.Procedures;

namespace Approval.Engine.Tests.Pictures;

/// <summary>Two procedures as BPMN. A change here moves every drawing: open the file in bpmn-js and look at it before it is committed.</summary>
public class GoldenPictures
{
    [TestCase("RF-01", TestName = "Countersigned review, joint review of two, approval, returns")]
    [TestCase("LH-01", TestName = "Joint handling: five stages, four offices side by side")]
    public void Is_what_was_drawn(string code)
    {
        var drawn = Encoding.UTF8.GetString(BpmnXml.Write(ProcedurePicture.Of(Seeds.Procedure(code))));

        Assert.That(drawn, Is.EqualTo(Golden.Text(Path.Combine(Golden.Folder, "pictures", $"{code}.bpmn"), drawn)));
    }
}
