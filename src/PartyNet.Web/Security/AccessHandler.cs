using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using PartyNet.Application.Access;
using PartyNet.Domain.Units;
using PartyNet.Web.Forms;

namespace PartyNet.Web.Security;

/// <summary>
/// The first enforcer of the scope: checks what the use cases of a page need before the page is made. To sign in once more is asked by the
/// use case, of whoever does something: a page may be looked at.
/// </summary>
public sealed class AccessHandler(AccessContext access, IHttpContextAccessor http) : AuthorizationHandler<EndpointRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, EndpointRequirement requirement)
    {
        var isMet = requirement.Needs is AccessRequirement.UnitPermission atUnit
            ? IsMetAtUnitOfRoute(atUnit)
            : requirement.Needs.IsMetBy(access.Scope);
        if (isMet)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private bool IsMetAtUnitOfRoute(AccessRequirement.UnitPermission needs)
    {
        var request = http.HttpContext!;
        // A page that asks for a unit and has none in its route would otherwise let everybody in.
        if (request.GetRouteValue(CheckedUnit.RouteKey) is not string)
            throw new InvalidOperationException("A page that asks for a permission at a unit takes {unit} in its route.");
        // The unit came with the session, whoever asked for it.
        if (request.Features.Get<CallerSession>()?.Unit is not { } unit || !needs.IsMetBy(access.Scope, unit.Path))
            return false;
        request.Features.Set(new CheckedUnit(unit));
        return true;
    }
}

/// <summary>The unit of the route, after the check that the caller may act there.</summary>
public sealed record CheckedUnit(Unit Unit)
{
    public const string RouteKey = "unit";

    /// <summary>The code of a unit that the address of a request names; null where it names none.</summary>
    public static string? CodeIn(HttpContext request)
    {
        // Routing decodes every character of an address but this one.
        var code = (request.GetRouteValue(RouteKey) as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return code?.Length <= Unit.CodeLength ? code : null;
    }
}

/// <summary>
/// Anonymous callers go to sign in, those with a form in hand by a page that keeps it; everybody else gets the answer of a page that does
/// not exist.
/// </summary>
public sealed class HiddenRefusal : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _standard = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        var scope = context.RequestServices.GetRequiredService<AccessContext>().Scope;
        if (!authorizeResult.Succeeded && !scope.IsSignedIn && await SentForm.ReadAsync(context) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (authorizeResult.Succeeded || !scope.IsSignedIn)
        {
            await _standard.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        await Refusals.RecordAsync(context, handler: null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

/// <summary>What pages ask of the request.</summary>
public static class CheckedRequest
{
    /// <exception cref="InvalidOperationException">The page's requirement is not one at a unit.</exception>
    public static Unit Unit(this HttpContext context) =>
        context.Features.Get<CheckedUnit>()?.Unit
        ?? throw new InvalidOperationException("Only a page with a permission at a unit has a unit.");
}
