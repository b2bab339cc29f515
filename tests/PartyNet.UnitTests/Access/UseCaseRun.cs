using System.Collections;
using System.Reflection;
using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Access;

/// <summary>
/// Runs a use case with any input and nothing behind it: database, clock and the rest are traps. So it either refuses its caller first,
/// or shows that it would go on.
/// </summary>
internal sealed class UseCaseRun(AccessScope scope, Unit unit)
{
    private readonly AccessContext _access = new() { Scope = scope };

    /// <summary>Whether the caller gets past the check.</summary>
    public async Task<bool> GoesOnAsync(Type useCase) => await AnswerAsync(useCase) is { } answer ? !IsRefusal(answer.Result) : true;

    /// <summary>Whether the caller, who has what is needed, signs in once more first.</summary>
    public async Task<bool> AsksAgainAsync(Type useCase) =>
        await AnswerAsync(useCase) is { Result: IErrorOr { IsError: true, Errors: [var error, ..] } } && error.AsksToSignInAgain();

    /// <summary>Null where it went on.</summary>
    private async Task<Answer?> AnswerAsync(Type useCase)
    {
        var entry = useCase.GetMethod(UseCases.EntryPoint)!;
        try
        {
            var work = (Task)entry.Invoke(Dependency(useCase), [.. entry.GetParameters().Select(p => Value(p.ParameterType))])!;
            await work;
            return new Answer(work.GetType().GetProperty("Result")!.GetValue(work));
        }
        catch (Exception e) when ((e is TargetInvocationException ? e.InnerException : e) is WentOnException)
        {
            return null;
        }
    }

    private static bool IsRefusal(object? answer) => answer switch
    {
        null => true,
        IErrorOr { IsError: true, Errors: [{ Type: ErrorType.NotFound }, ..] } => true,
        ICollection { Count: 0 } => true,
        _ => false,
    };

    private object Dependency(Type type)
    {
        if (type == typeof(AccessContext))
            return _access;
        if (type == typeof(TimeProvider))
            return new TrappedClock();
        if (type.IsValueType)
            return Activator.CreateInstance(type)!;
        if (type.IsInterface)
            return DispatchProxy.Create(type, typeof(Trap));
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Dependency(p.ParameterType))]);
    }

    private object? Value(Type type)
    {
        if (type == typeof(Unit))
            return unit;
        if (type == typeof(Guid))
            return Guid.CreateVersion7();
        if (type == typeof(string))
            return "x";
        if (type.IsInterface)
        {
            return type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType())
                ? Array.CreateInstance(element, 0)
                : null;
        }

        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType))]);
    }

    private sealed record Answer(object? Result);

    private sealed class TrappedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new WentOnException();
    }
}

/// <summary>The use case touched something.</summary>
internal sealed class WentOnException : Exception;

/// <summary>Stands for any interface that a use case works with.</summary>
public class Trap : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new WentOnException();
}
