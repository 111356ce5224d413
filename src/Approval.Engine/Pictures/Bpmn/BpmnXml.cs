using System.Text;
using System.Xml;
using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Bpmn;

/// <summary>Writes a picture as BPMN 2.0 XML with its diagram, valid against the schemas of the OMG.</summary>
public static class BpmnXml
{
    public const string MediaType = BpmnNames.MediaType;

    public static byte[] Write(ProcessPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var id = $"procedure_{picture.Id}";
        var isColoured = picture.Shapes.Any(shape => shape.State is not null);
        var document = new XDocument(new XElement(
            Model + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", Model.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "bpmndi", Diagram.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "di", Di.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "approval", BpmnNames.Own.NamespaceName),
            isColoured ? new XAttribute(XNamespace.Xmlns + "color", Colour.NamespaceName) : null,
            isColoured ? new XAttribute(XNamespace.Xmlns + "bioc", BioColour.NamespaceName) : null,
            new XAttribute("id", $"definitions_{picture.Id}"),
            new XAttribute("targetNamespace", "urn:approval:procedures"),
            new XAttribute("exporter", "Approval"),
            new XElement(
                Model + "process",
                new XAttribute("id", id),
                new XAttribute("name", XmlText.Clean(picture.Name)),
                new XAttribute("isExecutable", false),
                new XElement(Model + "documentation", XmlText.Clean(picture.Documentation)),
                new FlowXml(picture).In(null)),
            DiagramXml.Of(picture, id)));

        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize }))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }
}
