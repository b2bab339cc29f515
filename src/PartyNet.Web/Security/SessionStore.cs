using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Keeps tickets out of the cookie: the cookie holds a reference, the database says at every request whether it still lives and what
/// it reaches. A cookie forged with stolen protection keys refers to nothing.
/// </summary>
public sealed class SessionStore : ITicketStore
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Property of a ticket that carries the reference of a session started by the sign-in use case.</summary>
    public const string ReferenceKey = "reference";

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        Task.FromResult(ticket.Properties.Items[ReferenceKey] ?? throw new InvalidOperationException("A ticket without a session."));

    // Times live in the session row; the handler has nothing to renew.
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException("A session opens within a request.");

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var sessions = httpContext.RequestServices.GetRequiredService<ISessions>();
        if (await sessions.OpenAsync(key, CheckedUnit.CodeIn(httpContext), cancellationToken) is not { } session)
            return null;

        var access = httpContext.RequestServices.GetRequiredService<AccessContext>();
        access.Scope = session.Scope;
        access.RequestId = Hosting.RequestReference.Of(httpContext);
        httpContext.Features.Set(session);
        return Ticket(session.Scope.UserId!.Value, session.Login, key);
    }

    public Task RemoveAsync(string key) => throw new NotSupportedException("A session ends within a request.");

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        httpContext.RequestServices.GetRequiredService<ISessions>().EndAsync(key, cancellationToken);

    /// <summary>Gives the browser the cookie of a session that the sign-in use case started.</summary>
    public static Task SignInAsync(HttpContext context, SignedIn session, string login)
    {
        var ticket = Ticket(session.UserId, login, session.Reference);
        return context.SignInAsync(Scheme, ticket.Principal, ticket.Properties);
    }

    private static AuthenticationTicket Ticket(Guid userId, string login, string reference)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, userId.ToString()), new Claim(ClaimTypes.Name, login)],
            Scheme
        );
        var properties = new AuthenticationProperties { Items = { [ReferenceKey] = reference } };
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme);
    }
}
