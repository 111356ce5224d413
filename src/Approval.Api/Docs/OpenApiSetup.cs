using Approval.Api.Http;
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
        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            operation.Parameters.Add(Header("If-Match", "The ETag of the case as you saw it, such as \"3\".", required: true));
            Refuses(operation, "412", "428");
        }

        if (isPost && needsToken)
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
