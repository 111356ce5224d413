using System.Text.Json;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Approval.Api.Docs;

/// <summary>What the document says beyond the handlers' signatures: who may call, which headers a command needs, what is refused.</summary>
public static class OpenApiSetup
{
    private const string Scheme = "token";

    public static void AddDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Approval",
            Version = "v1",
            Description = "人防工程审批办件接口。Dates are yyyy-MM-dd, instants RFC 3339 in +08:00. Every refusal is application/problem+json with a stable code. "
                + "Commands on a case need If-Match with its ETag; every POST accepts Idempotency-Key.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
        };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isPost = context.Description.HttpMethod == HttpMethods.Post;
        var needsToken = metadata.OfType<IAuthorizeData>().Any();
        operation.Parameters ??= [];
        foreach (var query in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query))
        {
            query.Name = JsonNamingPolicy.CamelCase.ConvertName(query.Name!);
        }

        // The signature of an intake promises 200 as every answer does; its route says 201.
        if (operation.Responses?.ContainsKey("201") == true)
        {
            operation.Responses.Remove("200");
        }

        var path = context.Description.RelativePath!;
        if (!path.Contains('{', StringComparison.Ordinal) && !path.EndsWith("track", StringComparison.Ordinal))
        {
            operation.Responses?.Remove("404");
        }

        if (metadata.OfType<OffersTables>().Any() && operation.Responses?["200"].Content is { } answers)
        {
            foreach (var format in TableFormat.All)
            {
                answers[format.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
            }

            Refuses(operation, "422");
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            operation.Parameters.Add(Header("If-Match", "The ETag of the case as you saw it, such as \"3\".", required: true));
            Refuses(operation, "412", "428");
        }

        if (isPost && needsToken && !metadata.OfType<IAuthorizeData>().Any(data => data.Policy is Policies.MoveClock or Policies.Administer or Policies.OwnSession or Policies.ManageWebhooks or Policies.ManageReceiver))
        {
            operation.Parameters.Add(Header(IdempotencyHeader.Name, "1 to 255 visible ASCII characters; a repeated request gets its first answer again.", required: false));
            Refuses(operation, "400", "409", "413", "415", "422");
        }

        if (needsToken)
        {
            Refuses(operation, "401", "403");
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }

        Refuses(operation, "429");
    }

    /// <summary>What our own converters read and write, the generator cannot know.</summary>
    private static void Describe(OpenApiSchema schema, Type type)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        var lines = new OpenApiSchema { Type = JsonSchemaType.Array, Items = text };
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        }
        else if (type == typeof(TextList))
        {
            schema.OneOf = [text, lines];
        }
        else if (type == typeof(RemedyList))
        {
            var named = new Dictionary<string, IOpenApiSchema> { ["reconsideration"] = text, ["litigation"] = text };
            schema.OneOf = [text, lines, new OpenApiSchema { Type = JsonSchemaType.Object, Properties = named }];
        }
    }

    private static OpenApiParameter Header(string name, string description, bool required) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void Refuses(OpenApiOperation operation, params string[] statuses)
    {
        operation.Responses ??= [];
        foreach (var status in statuses)
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = Titles.Of(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)).En,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemBody.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemBody)) },
                },
            });
        }
    }
}
