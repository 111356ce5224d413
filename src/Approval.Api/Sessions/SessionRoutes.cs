using Approval.Api.Http;
using Approval.Api.Identity;

namespace Approval.Api.Sessions;

public static class SessionRoutes
{
    /// <summary>People at the console. What a session may do beyond itself is in the policies of the other routes.</summary>
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/session").WithTags("Session");

        // Public: this is where people come to identify themselves.
        group.MapPost("/", SignIn.Handle).AllowAnonymous().Produces<ProblemBody>(StatusCodes.Status401Unauthorized, ProblemBody.MediaType)
            .WithName("SignIn").WithSummary("Sign in with name, password and code; sets the session's cookie");
        var own = group.MapGroup("/").RequireAuthorization(Policies.OwnSession);
        own.MapGet("/", GetSession.Handle).WithName("GetSession").WithSummary("Who is signed in, and the antiforgery token");
        own.MapDelete("/", SignOut.Handle).WithName("SignOut").WithSummary("Sign out; the session is of no more use anywhere");
        own.MapPut("/password", ChangePassword.Handle).WithName("ChangePassword").WithSummary("A new password; ends the other sessions");
        own.MapPost("/authenticator", SetUpAuthenticator.Handle).WithName("SetUpAuthenticator").WithSummary("A new key for the second factor");
        own.MapPut("/authenticator", SetUpAuthenticator.HandleConfirmation).WithName("ConfirmAuthenticator").WithSummary("Turns the second factor on, with a code of the new key");

        var all = api.MapGroup("/sessions").WithTags("Session").RequireAuthorization(Policies.OwnSession);
        all.MapGet("/", ListSessions.Handle).WithName("ListSessions").WithSummary("Own sessions, here and elsewhere");
        all.MapPost("/{id:guid}/end", EndSessions.HandleOne).WithName("EndSession").WithSummary("Ends one session elsewhere; asks for the password");
        all.MapPost("/end-others", EndSessions.HandleOthers).WithName("EndOtherSessions").WithSummary("Ends every session but this; asks for the password");
    }
}
