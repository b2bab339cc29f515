using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;

namespace PartyNet.Web.Security;

/// <summary>
/// Keeps tickets out of the cookie: the cookie holds a reference, the database says at every request whether it still lives and what
/// it reaches. A cookie forged with stolen protection keys refers to nothing.
/// </summary>
public sealed class SessionStore : ITicketStore
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Property of a ticket that carries the reference of its session.</summary>
    private const string ReferenceKey = "reference";

    /// <summary>Claim by which the cookie handler finds the reference in its cookie.</summary>
    private const string CookieClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        throw new NotSupportedException("A session starts with the sign-in use case.");

    // Times live in the session row; the handler has nothing to renew.
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException("A session opens within a request.");

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var sessions = httpContext.RequestServices.GetRequiredService<ISessions>();
        var unit = CheckedUnit.CodeIn(httpContext);
        var opened = PageConnection.Of(httpContext) is { } kept
            ? sessions.OpenAsync(key, unit, kept, cancellationToken)
            : sessions.OpenAsync(key, unit, cancellationToken);
        if (await opened is not { } session)
        {
            // Only a browser that held the session learns why it is over.
            httpContext.Features.Set(await sessions.FindEndedAsync(key, cancellationToken));
            return null;
        }

        var access = httpContext.RequestServices.GetRequiredService<AccessContext>();
        access.Scope = session.Scope;
        httpContext.Features.Set(session);
        return Ticket(session.Scope.UserId!.Value, session.Login, key);
    }

    public Task RemoveAsync(string key) => throw new NotSupportedException("A session ends within a request.");

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        httpContext.RequestServices.GetRequiredService<ISessions>().EndAsync(key, SessionEnd.SignedOut, cancellationToken);

    /// <summary>
    /// Gives the browser the cookie of a session that the sign-in use case started; the session that the request came with ends. Written
    /// here, because the cookie handler would put the new user into no session but the one that it has read.
    /// </summary>
    public static async Task SignInAsync(HttpContext context, SignedIn session)
    {
        var before = await context.AuthenticateAsync(Scheme);
        if (before.Properties?.Items[ReferenceKey] is { } reference)
            await context.RequestServices.GetRequiredService<ISessions>().EndAsync(reference, SessionEnd.Replaced, context.RequestAborted);
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(CookieClaim, session.Reference)], Scheme)), Scheme);
        var cookie = options.TicketDataFormat.Protect(ticket);
        options.CookieManager.AppendResponseCookie(context, options.Cookie.Name!, cookie, options.Cookie.Build(context));
        context.Response.Headers.CacheControl = "no-store";
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
