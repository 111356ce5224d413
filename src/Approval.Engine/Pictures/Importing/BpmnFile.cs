using System.Xml;
using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Importing;

/// <summary>XML from a stranger: no document type, no entities but the five of XML, nothing fetched, bounded in size and depth.</summary>
internal static class BpmnFile
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxDepth = 40;
    private const int MaxElements = 20_000;

    /// <summary>The one process of the file.</summary>
    public static XElement Process(byte[] xml)
    {
        if (xml.Length > MaxBytes)
        {
            throw NotAChainException.At(null, "bpmn.too_large", $"文件不得超过{MaxBytes}字节。", $"The file may have at most {MaxBytes} bytes.");
        }

        var root = Parse(xml);
        if (root.Name != Model + "definitions")
        {
            throw NotAChainException.At(null, "bpmn.not_bpmn", "根元素应为 BPMN 2.0 的 definitions。", $"Expected the definitions of BPMN 2.0, but the root is '{root.Name.LocalName}'.");
        }

        if (root.Descendants(Model + "messageFlow").FirstOrDefault() is { } message)
        {
            throw NotAChainException.At(Id(message), "bpmn.message_flow", "审批链没有消息流。", "A chain has no message flows.");
        }

        return root.Elements(Model + "process").ToList() switch
        {
            [var process] => process,
            [] => throw NotAChainException.At(null, "bpmn.no_process", "文件中没有流程。", "There is no process in the file."),
            [_, var second, ..] => throw NotAChainException.At(Id(second), "bpmn.several_processes", "文件中只能有一个流程。", "Expected one process in the file, but there is a second one."),
        };
    }

    public static string? Id(XElement element) => (string?)element.Attribute("id");

    private static XElement Parse(byte[] xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
            MaxCharactersFromEntities = 0,
        };
        try
        {
            using (var scan = XmlReader.Create(new MemoryStream(xml, writable: false), settings))
            {
                Measure(scan);
            }

            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), settings);
            return XElement.Load(reader);
        }
        catch (XmlException malformed)
        {
            throw NotAChainException.At(
                null, "bpmn.malformed", $"第{malformed.LineNumber}行不是可接受的 XML（不允许 DTD 和外部实体）。", $"Line {malformed.LineNumber} is not XML that is taken here; a document type and external entities are not allowed.");
        }
    }

    private static void Measure(XmlReader reader)
    {
        var elements = 0;
        while (reader.Read())
        {
            elements += reader.NodeType == XmlNodeType.Element ? 1 : 0;
            if (reader.Depth > MaxDepth)
            {
                throw NotAChainException.At(null, "bpmn.too_deep", $"元素嵌套不得超过{MaxDepth}层。", $"Elements may be nested {MaxDepth} deep.");
            }

            if (elements > MaxElements)
            {
                throw NotAChainException.At(null, "bpmn.too_large", $"元素不得超过{MaxElements}个。", $"The file may have at most {MaxElements} elements.");
            }
        }
    }
}
